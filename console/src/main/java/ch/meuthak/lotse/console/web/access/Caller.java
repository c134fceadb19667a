package ch.meuthak.lotse.console.web.access;

import ch.meuthak.lotse.console.web.request.Refusal;
import io.helidon.webserver.http.ServerRequest;

/** The sender of a request. */
public sealed interface Caller {

    /** A browser with a session. */
    record Operator(Session session) implements Caller {}

    /** A program with the console's token. Cookies that it brings count for nothing. */
    record Script() implements Caller {}

    /** Anybody else. */
    record Nobody() implements Caller {}

    /** The sender of the request, from {@link Authentication}. */
    static Caller of(ServerRequest request) {
        return request.context().get(Caller.class, Caller.class).orElseGet(Nobody::new);
    }

    /** The session of the request; only behind {@link Authentication}, which lets no page be reached without one. */
    static Session session(ServerRequest request) {
        if (of(request) instanceof Operator(Session session)) {
            return session;
        }
        throw Refusal.notLoggedIn(false);
    }
}
