package ch.meuthak.lotse.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Sends whole bodies, to HEAD without the body (Helidon 4.5 would write it all the same). */
public final class Answer {
    private Answer() {}

    /** Sends these bytes with the status that is set; to HEAD, only the headers that GET would get. */
    public static void send(ServerRequest request, ServerResponse response, Header contentType, byte[] body) {
        response.header(contentType);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, body.length));
            GuardedConnection.current().ifPresent(GuardedConnection::headWithoutBody);
            response.send();
        } else {
            response.send(body);
        }
    }

    /** Sends a status without a body. */
    public static void send(ServerRequest request, ServerResponse response, Status status) {
        if (request.prologue().method().equals(Method.HEAD)) {
            GuardedConnection.current().ifPresent(GuardedConnection::headWithoutBody);
        }
        response.status(status).send();
    }
}
