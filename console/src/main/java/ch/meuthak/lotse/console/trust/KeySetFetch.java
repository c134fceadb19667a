package ch.meuthak.lotse.console.trust;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Gets the key set's document: one deadline over all of it, a bounded size, no redirect. */
final class KeySetFetch {
    /** From connecting to the last byte; shorter than what the backend waits for the console. */
    static final Duration DEADLINE = Duration.ofSeconds(4);

    /** Bytes; GitHub's document has some 10,000. */
    static final int LARGEST = 64 * 1024;

    private KeySetFetch() {}

    /**
     * The document. The client lives no longer than this call: there are hours between two.
     *
     * @throws IOException with the rest of a sentence that says why not
     */
    @SuppressWarnings("try") // interrupted while closing: the flag is set again below
    static byte[] get(URI address) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(DEADLINE)
                .build();
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(DEADLINE)
                    .header("Accept", "application/json")
                    .build();
            return body(client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST)));
        } finally {
            client.shutdownNow();
        }
    }

    /** A refused connection comes without a word. */
    private static String why(@Nullable Throwable cause) {
        String said = cause == null ? null : cause.getMessage();
        return said == null || said.isBlank() ? "the connection failed" : said;
    }

    private static byte[] body(CompletableFuture<HttpResponse<byte[]>> answer) throws IOException {
        try {
            HttpResponse<byte[]> response = answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("the answer is " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + DEADLINE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(why(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the console is stopping", e);
        } finally {
            answer.cancel(true);
        }
    }
}
