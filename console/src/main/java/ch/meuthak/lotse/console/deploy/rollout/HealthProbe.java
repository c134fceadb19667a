package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deadline;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.server.Printable;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Asks a release directly, without the edge. Answers are bounded in size and in time, head and body together. It uses no proxy
 * and follows no redirect.
 */
final class HealthProbe implements AutoCloseable {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int SHOWN = 200;

    private final HttpClient client;
    private final Duration deadline;
    private final GivenTime time;

    HealthProbe(Duration deadline, GivenTime time) {
        this.deadline = deadline;
        this.time = time;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(GivenTime.longest(deadline))
                .build();
    }

    /**
     * One answer.
     *
     * @param status 0 when there was none
     * @param refused whether nothing accepts connections there
     * @param body the answer, or why there was none
     */
    record Answer(int status, boolean refused, String body) {

        boolean isOk() {
            return status == 200;
        }

        /** On one line, for the evidence: {@code 503 {"status":"DOWN"}}. */
        @Override
        public String toString() {
            String shown = Printable.line(body, SHOWN);
            return status == 0 ? shown : (status + " " + shown).strip();
        }
    }

    Answer get(URI address, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(GivenTime.longest(deadline))
                .header("User-Agent", "lotse-console")
                .build();
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return await(answer);
        } finally {
            answer.cancel(true);
        }
    }

    private Answer await(CompletableFuture<HttpResponse<byte[]>> answer) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = Deadline.await(answer, Deadline.in(deadline, time)::left);
            return new Answer(response.statusCode(), false, new String(response.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            return new Answer(0, false, "no answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Answer(0, cause instanceof ConnectException, "no answer (" + reason(cause) + ")");
        }
    }

    private static String reason(Throwable e) {
        if (e instanceof ConnectException) {
            return "connection refused";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
