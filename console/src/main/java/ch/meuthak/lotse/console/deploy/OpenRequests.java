package ch.meuthak.lotse.console.deploy;

/**
 * The open requests of a slot by kind; each is of one kind.
 *
 * @param requests the answer has not begun, and the body was complete when the release got it
 * @param uploads the body is too long for the edge, so the release reads it as it arrives
 * @param downloads the answer has begun
 * @param streams the answer has no end of its own: server-sent events, WebSockets
 */
public record OpenRequests(long requests, long uploads, long downloads, long streams) {
    /** Nothing is open. */
    public static final OpenRequests NONE = new OpenRequests(0, 0, 0, 0);

    /** All but the streams: they end by themselves. */
    public long finite() {
        return requests + uploads + downloads;
    }

    /** All of them. */
    public long total() {
        return finite() + streams;
    }
}
