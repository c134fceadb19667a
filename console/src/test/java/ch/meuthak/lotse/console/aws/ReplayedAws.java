package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Topology;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * An AWS endpoint on 127.0.0.1 that answers with a {@link Topology} in AWS's own wire formats, and can be told to misbehave,
 * call by call. It is not the sandbox: it keeps no state and checks no signature.
 */
public final class ReplayedAws implements AutoCloseable {
    private final ServerSocket listening;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile WireAnswers answers;
    private volatile Duration latency = Duration.ZERO;

    /** A call as it arrived. */
    public record Asked(String call, Map<String, String> parameters, String authorization, long at) {
        String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }
    }

    /** What goes back. */
    public record Answer(int status, String contentType, String body) {
        static Answer xml(int status, String body) {
            return new Answer(status, "text/xml", body);
        }
    }

    /** How a call is answered; {@code healthy} is what it would have been. */
    public sealed interface Behaviour {
        /** With this, always. */
        record Says(UnaryOperator<Answer> change) implements Behaviour {}

        /** Not before the server closes. */
        record Hangs() implements Behaviour {}

        /** With a TCP reset. */
        record Resets() implements Behaviour {}
    }

    public ReplayedAws(Topology topology) {
        answers = new WireAnswers(topology, 1000);
        try {
            listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("replayed-aws").start(this::accept);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Answers every call only after this long. */
    public ReplayedAws latency(Duration each) {
        latency = each;
        return this;
    }

    public ReplayedAws topology(Topology topology) {
        answers = new WireAnswers(topology, answers.pageSize());
        return this;
    }

    public ReplayedAws pageSize(int items) {
        answers = new WireAnswers(answers.topology(), items);
        return this;
    }

    public ReplayedAws on(String call, Behaviour behaviour) {
        behaviours.put(call, behaviour);
        return this;
    }

    /** Every call behaves like this. */
    public ReplayedAws always(Behaviour behaviour) {
        return on("*", behaviour);
    }

    public ReplayedAws well() {
        behaviours.clear();
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<String> calls() {
        return asked.stream().map(Asked::call).toList();
    }

    public void forget() {
        asked.clear();
    }

    /** An error as the service of that call words it. */
    public static Behaviour error(int status, String code, String message) {
        return new Behaviour.Says(healthy -> healthy.contentType().contains("json")
                ? new Answer(
                        status,
                        "application/x-amz-json-1.1",
                        "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}")
                : Answer.xml(
                        status,
                        healthy.body().contains("ec2.amazonaws.com")
                                ? "<Response><Errors><Error><Code>" + code + "</Code><Message>" + message
                                        + "</Message></Error></Errors><RequestID>r-1</RequestID></Response>"
                                : "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>"
                                        + message + "</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"));
    }

    /** The same text, whatever was asked. */
    public static Behaviour says(int status, String contentType, String body) {
        return new Behaviour.Says(healthy -> new Answer(status, contentType, body));
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            while (answered(socket, in)) {
                // the next request on the same connection
            }
        } catch (IOException | InterruptedException e) {
            // the client has gone
        }
    }

    private boolean answered(Socket socket, InputStream in) throws IOException, InterruptedException {
        Map<String, String> headers = headers(in);
        if (headers.isEmpty()) {
            return false;
        }
        String body = new String(
                in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))), StandardCharsets.UTF_8);
        Asked question = question(headers, body);
        asked.add(question);
        if (!latency.isZero()) {
            closed.await(latency.toNanos(), TimeUnit.NANOSECONDS);
        }
        Behaviour behaviour = behaviours.getOrDefault(question.call(), behaviours.get("*"));
        Answer healthy = answers.to(question);
        return switch (behaviour) {
            case null -> send(socket, healthy);
            case Behaviour.Says(var change) -> send(socket, change.apply(healthy));
            case Behaviour.Hangs() -> {
                closed.await(60, TimeUnit.SECONDS);
                yield false;
            }
            case Behaviour.Resets() -> {
                socket.setSoLinger(true, 0);
                yield false;
            }
        };
    }

    private static Asked question(Map<String, String> headers, String body) {
        String authorization = headers.getOrDefault("authorization", "");
        String target = headers.getOrDefault("x-amz-target", "");
        if (!target.isEmpty()) {
            String arn = body.replaceAll("(?s).*\"CertificateArn\"\\s*:\\s*\"([^\"]*)\".*", "$1");
            return new Asked(
                    target.substring(target.indexOf('.') + 1),
                    Map.of("CertificateArn", arn),
                    authorization,
                    System.nanoTime());
        }
        var parameters = new TreeMap<String, String>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return new Asked(parameters.getOrDefault("Action", "?"), parameters, authorization, System.nanoTime());
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>();
        String line = line(in);
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            headers.put(
                    colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
            line = line(in);
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static boolean send(Socket socket, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + answer.status() + " X\r\nContent-Type: " + answer.contentType()
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return true;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
