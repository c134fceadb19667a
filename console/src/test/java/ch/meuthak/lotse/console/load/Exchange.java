package ch.meuthak.lotse.console.load;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A request to send and the answer that counts as a success.
 *
 * @param headers lines that end with CR LF
 * @param chunked whether the body is sent in chunks, without a length
 * @param pieces how many writes the body is sent in
 * @param over how long sending the body takes in all
 * @param served whether an answer shows that the request was served
 */
public record Exchange(
        String method,
        String path,
        String headers,
        String body,
        boolean chunked,
        int pieces,
        Duration over,
        Predicate<Answer> served) {

    /** A plain GET that a release answers with 200. */
    public static Exchange get(String path) {
        return new Exchange("GET", path, "", "", false, 1, Duration.ZERO, byARelease(200));
    }

    /** A POST whose body is sent in one write, and which a release answers with one of these. */
    public static Exchange post(String path, int bytes, int... expected) {
        return slowPost(path, bytes, Duration.ZERO, expected);
    }

    /** A POST that takes its time: the body comes in six pieces. */
    public static Exchange slowPost(String path, int bytes, Duration over, int... expected) {
        String body = "{\"filler\":\"" + "x".repeat(bytes) + "\"}";
        int pieces = over.isZero() ? 1 : 6;
        String type = "Content-Type: application/json\r\n";
        return new Exchange("POST", path, type, body, false, pieces, over, byARelease(expected));
    }

    /** Without {@code X-Release} no release has answered, but something in front of it. */
    private static Predicate<Answer> byARelease(int... statuses) {
        return answer -> IntStream.of(statuses).anyMatch(status -> status == answer.status())
                && answer.header("x-release").isPresent();
    }

    /** The same with one more header, {@code Prefer: wait=3}. */
    public Exchange with(String header) {
        return new Exchange(method, path, headers + header + "\r\n", body, chunked, pieces, over, served);
    }

    /** The same with the body in chunks. */
    public Exchange inChunks() {
        return new Exchange(method, path, headers, body, true, pieces, over, served);
    }

    /** The same where another answer counts as a success. */
    public Exchange served(Predicate<Answer> when) {
        return new Exchange(method, path, headers, body, chunked, pieces, over, when);
    }

    String head() {
        return method + " " + path + " HTTP/1.1\r\nHost: backend.meuthak.ch\r\n" + headers + framing() + "\r\n";
    }

    private String framing() {
        if (!method.equals("POST")) {
            return "";
        }
        return chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + body.length() + "\r\n";
    }
}
