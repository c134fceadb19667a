package ch.meuthak.lotse.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.EOFException;
import java.io.IOException;

/**
 * Reads the body of a request at once, so far as it is taken. A body whose chunks are no chunks is the client's mistake: Helidon
 * 4.5 throws a {@link NumberFormatException} for it, or an error of its own for a line feed alone, which would be a 500, a page
 * in the log, and one more 5xx against the release that bakes.
 */
public final class WholeBody {
    private WholeBody() {}

    /**
     * The body; empty when there is none.
     *
     * @param max bytes; more is 413
     * @throws HttpException 413, or 400 for broken framing; either closes the connection, for what follows is no request
     * @throws IOException when the client goes away
     */
    public static byte[] of(ServerRequest request, int max) throws IOException {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        byte[] body = read(request, max);
        if (body.length > max) {
            throw new HttpException("more than " + max + " bytes", Status.REQUEST_ENTITY_TOO_LARGE_413, false);
        }
        return body;
    }

    /** Whether the request says that its body is JSON, with or without parameters. */
    public static boolean isJson(ServerRequest request) {
        return request.headers()
                .value(HeaderNames.CONTENT_TYPE)
                .map(type -> type.split(";", 2)[0].strip())
                .filter("application/json"::equalsIgnoreCase)
                .isPresent();
    }

    private static byte[] read(ServerRequest request, int max) throws IOException {
        try {
            return request.content().inputStream().readNBytes(max + 1);
        } catch (NumberFormatException e) {
            throw new HttpException("the size of a chunk is no number", Status.BAD_REQUEST_400, e, false);
        } catch (DataReader.IncorrectNewLineException e) {
            throw new HttpException("the line of a chunk ends otherwise", Status.BAD_REQUEST_400, e, false);
        } catch (DataReader.InsufficientDataAvailableException e) {
            throw new EOFException("the request ended before it was whole");
        }
    }
}
