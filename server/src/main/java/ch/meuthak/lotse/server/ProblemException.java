package ch.meuthak.lotse.server;

import io.helidon.http.Header;
import io.helidon.http.Status;
import java.util.List;

/** Thrown by a handler to answer with a problem document: expected, so neither logged nor traced. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Status status;
    private final transient List<Header> headers;

    /**
     * A problem with a sentence for the client.
     *
     * @param detail what is wrong and what to do next; the client reads it
     * @param headers to add to the answer, for example {@code Retry-After}
     */
    public ProblemException(Status status, String detail, Header... headers) {
        super(detail, null, false, false);
        this.status = status;
        this.headers = List.of(headers);
    }

    public final Status status() {
        return status;
    }

    /** For the client. */
    public final String detail() {
        return String.valueOf(getMessage());
    }

    public final List<Header> headers() {
        return headers;
    }
}
