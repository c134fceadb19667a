import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The training run of an image's AOT cache (JEP 483, 514, 515): starts the service with the flags that it is given, asks it
 * again and again for everything that it links to, and ends it by SIGTERM, upon which its JVM writes the cache. Run by
 * {@code docker build}; it is in no image.
 *
 * <p>{@code java Training.java "GET http://127.0.0.1:5000/" "POST http://127.0.0.1:5000/hooks/redeploy" -- command...}: the
 * first address is the one that tells when the service is ready. An answer that says that the service is broken (500) fails
 * the build: a module that is missing in the runtime shows here.
 */
final class Training {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofMinutes(5);
    private static final int ROUNDS = 40;
    private static final int MAX_ADDRESSES = 200;
    private static final Pattern LOGIN = Pattern.compile("(http://\\S+/login\\?token=\\S+)");

    /** Links of pages, and of JSON documents. */
    private static final Pattern LINK = Pattern.compile("(?:(?:href|src|hx-get)=|: ?)\"(/[A-Za-z0-9/._-]*)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Set<Question> asked = new LinkedHashSet<>();
    private final Process service;
    private final StringBuffer output = new StringBuffer();

    private Training(Process service) {
        this.service = service;
    }

    /** One request; a body only with POST. */
    private record Question(String method, URI address) {

        static Question of(String text) {
            String[] parts = text.split(" ", 2);
            return new Question(parts[0], URI.create(parts[1]));
        }

        HttpRequest request() {
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(30))
                    .header("Accept", "text/html, application/json;q=0.9, */*;q=0.1")
                    .header("Content-Type", "application/json")
                    .header("Origin", address.resolve("/").toString().replaceFirst("/$", ""))
                    .header("Sec-Fetch-Site", "same-origin");
            Optional.ofNullable(System.getenv("LOTSE_CONSOLE_TOKEN"))
                    .ifPresent(token -> request.header("Authorization", "Bearer " + token));
            return request.method(
                            method,
                            method.equals("POST")
                                    ? HttpRequest.BodyPublishers.ofString("{}")
                                    : HttpRequest.BodyPublishers.noBody())
                    .build();
        }
    }

    public static void main(String[] args) throws Exception {
        int command = Arrays.asList(args).indexOf("--");
        List<Question> questions =
                Arrays.stream(args, 0, command).map(Question::of).toList();
        Process service = new ProcessBuilder(Arrays.asList(args).subList(command + 1, args.length))
                .redirectErrorStream(true)
                .start();
        try {
            new Training(service).run(questions);
        } finally {
            service.destroyForcibly();
        }
    }

    private void run(List<Question> questions) throws Exception {
        Thread.ofVirtual().start(this::listen);
        awaitReady(questions.getFirst());
        logIn();
        walk(questions);
        for (int round = 1; round < ROUNDS; round++) {
            for (Question question : asked) {
                ask(question);
            }
        }
        System.out.println("training: asked " + asked.size() + " addresses " + ROUNDS + " times");
        service.toHandle().destroy(); // not the process's own destroy(): that closes its output, too
        if (!service.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("training: the service did not end within " + END);
        }
    }

    private void listen() {
        try (var lines = service.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                output.append(line).append('\n');
            }
        } catch (IOException e) {
            System.out.println("training: " + e);
        }
    }

    private void awaitReady(Question question) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                ask(question);
                return;
            } catch (IOException e) {
                if (!service.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("training: the service does not answer", e);
                }
                service.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** As an operator: follows the link that the console prints, and presses the button. */
    private void logIn() throws Exception {
        Matcher link = LOGIN.matcher(output);
        if (link.find()) {
            ask(new Question("GET", URI.create(link.group(1))));
            ask(new Question("POST", URI.create(link.group(1)).resolve("/login")));
        }
    }

    /** Asks the questions and for everything that the answers link to. */
    private void walk(List<Question> questions) throws Exception {
        Deque<Question> open = new ArrayDeque<>(questions);
        while (!open.isEmpty() && asked.size() < MAX_ADDRESSES) {
            Question question = open.removeFirst();
            if (asked.add(question)) {
                Matcher links = LINK.matcher(ask(question));
                while (links.find()) {
                    open.add(new Question("GET", question.address().resolve(links.group(1))));
                }
            }
        }
    }

    private String ask(Question question) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(question.request(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 500) {
            throw new IllegalStateException("training: " + question + " was answered " + answer.body());
        }
        return answer.body();
    }
}
