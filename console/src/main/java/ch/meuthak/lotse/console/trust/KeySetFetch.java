package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.server.Deadlined;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

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
            var call = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
            HttpResponse<byte[]> answer = Deadlined.get(call, DEADLINE);
            if (answer.statusCode() != 200) {
                throw new IOException("the answer is " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IOException(why(e), e);
        } finally {
            client.shutdownNow();
        }
    }

    /** A refused connection has no message. */
    private static String why(IOException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? "the connection failed" : message;
    }
}
