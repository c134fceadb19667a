package ch.meuthak.lotse.console.load;

import java.time.Duration;

/**
 * A request to send and the answer that counts as a success.
 *
 * @param pieces how many writes the body is sent in
 * @param over how long sending the body takes in all
 * @param expected the status of a request that was served
 */
public record Exchange(
        String method, String path, String headers, String body, int pieces, Duration over, int expected) {

    /** A plain GET that the API answers with 200. */
    public static Exchange get(String path) {
        return new Exchange("GET", path, "", "", 1, Duration.ZERO, 200);
    }

    /** A POST whose body is sent in one write. */
    public static Exchange post(String path, int bytes, int expected) {
        return slowPost(path, bytes, Duration.ZERO, expected);
    }

    /** A POST that takes its time: the body comes in six pieces. */
    public static Exchange slowPost(String path, int bytes, Duration over, int expected) {
        String body = "{\"filler\":\"" + "x".repeat(bytes) + "\"}";
        int pieces = over.isZero() ? 1 : 6;
        return new Exchange("POST", path, "Content-Type: application/json\r\n", body, pieces, over, expected);
    }

    /** The same with one more header, {@code Prefer: wait=3}. */
    public Exchange with(String header) {
        return new Exchange(method, path, headers + header + "\r\n", body, pieces, over, expected);
    }

    String head() {
        String length = method.equals("POST") ? "Content-Length: " + body.length() + "\r\n" : "";
        return method + " " + path + " HTTP/1.1\r\nHost: backend.meuthak.ch\r\n" + headers + length + "\r\n";
    }
}
