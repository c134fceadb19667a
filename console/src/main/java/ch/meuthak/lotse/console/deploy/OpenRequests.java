package ch.meuthak.lotse.console.deploy;

/**
 * The requests of a slot that have not ended, by kind; each is of one kind.
 *
 * @param requests their answer has not begun, and their body was whole when the release got them
 * @param uploads with a body too long to be held at the edge, which the release takes as it comes
 * @param downloads their answer has begun
 * @param streams answers that have no end of their own: server-sent events, WebSockets
 */
public record OpenRequests(long requests, long uploads, long downloads, long streams) {
    /** Nothing is open. */
    public static final OpenRequests NONE = new OpenRequests(0, 0, 0, 0);

    /** Those that end by themselves: all but the streams. */
    public long finite() {
        return requests + uploads + downloads;
    }

    /** All of them. */
    public long total() {
        return finite() + streams;
    }
}
