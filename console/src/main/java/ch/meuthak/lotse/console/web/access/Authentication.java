package ch.meuthak.lotse.console.web.access;

import ch.meuthak.lotse.console.web.request.Paths;
import ch.meuthak.lotse.console.web.request.Refusal;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out who calls. Under {@code /api} only the console's token counts, elsewhere only a session: no request has both
 * kinds of authority. Assets and the login page are open.
 */
public final class Authentication implements Filter {
    private static final String SCHEME = "bearer ";

    private final ConsoleToken token;
    private final Sessions sessions;
    private final WrongTokens wrongTokens;

    public Authentication(ConsoleToken token, Sessions sessions, WrongTokens wrongTokens) {
        this.token = token;
        this.sessions = sessions;
        this.wrongTokens = wrongTokens;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Caller caller = Paths.isApi(request) ? script(request) : operator(request);
        if (caller instanceof Caller.Nobody && !Paths.isAsset(request) && !Paths.isLogin(request)) {
            throw Refusal.notLoggedIn(Paths.isApi(request));
        }
        request.context().register(Caller.class, caller);
        chain.proceed();
    }

    private Caller operator(ServerRequest request) {
        return Cookies.sessionIds(request).stream()
                .flatMap(id -> sessions.use(id).stream())
                .findFirst()
                .<Caller>map(Caller.Operator::new)
                .orElseGet(Caller.Nobody::new);
    }

    private Caller script(ServerRequest request) {
        Optional<String> given = bearer(request);
        if (given.isEmpty()) {
            return new Caller.Nobody();
        }
        if (token.matches(given.get())) {
            return new Caller.Script();
        }
        wrongTokens.count();
        return new Caller.Nobody();
    }

    private static Optional<String> bearer(ServerRequest request) {
        return request.headers()
                .value(HeaderNames.AUTHORIZATION)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value -> value.substring(SCHEME.length()).strip());
    }
}
