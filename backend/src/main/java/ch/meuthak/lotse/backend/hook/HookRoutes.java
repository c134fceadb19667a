package ch.meuthak.lotse.backend.hook;

import ch.meuthak.lotse.backend.http.TrustedProxies;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.ProblemException;
import ch.meuthak.lotse.server.RequestId;
import ch.meuthak.lotse.server.Routes;
import ch.meuthak.lotse.server.UnixSocketClient;
import ch.meuthak.lotse.server.WholeBody;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * {@code POST /hooks/redeploy} and {@code GET /hooks/redeploy/{id}}: the body and a closed list of headers go to the console
 * unchanged. The caller gets the status, the body, Location, Retry-After and WWW-Authenticate of its answer. Nothing is
 * opened or decided here, so there is no secret to steal.
 */
public final class HookRoutes {
    private static final Logger LOG = Logger.getLogger(HookRoutes.class.getName());
    private static final String PATH = "/hooks/redeploy";

    /** The console's limit. It fits the edge's buffer, so a body arrives here whole, or the edge refuses it at once. */
    private static final int MAX_BODY = 16 * 1024;

    private static final int MAX_OWN_HEADERS = 16;

    /** Redeploys are rare. Without this limit, a few hundred half requests to the hook would occupy the whole API. */
    private static final int MAX_AT_ONCE = 16;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern LOCATION = Pattern.compile("/hooks/redeploy/[A-Za-z0-9_-]{1,64}");
    private static final Pattern RETRY_AFTER = Pattern.compile("[0-9]{1,5}");
    private static final Pattern CHALLENGE = Pattern.compile("Bearer realm=\"lotse\"");
    private static final Set<HeaderName> PASSED = Set.of(
            HeaderNames.AUTHORIZATION,
            HeaderNames.CONTENT_TYPE,
            HeaderNames.create("Idempotency-Key"),
            RequestId.HEADER);
    private static final Set<String> TYPES = Set.of("application/json", "application/problem+json");

    private final Optional<UnixSocketClient> console;
    private final TrustedProxies proxies;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);

    /**
     * The hook of a console.
     *
     * @param console empty when no socket is configured: every call is 503
     */
    public HookRoutes(Optional<UnixSocketClient> console, TrustedProxies proxies) {
        this.console = console;
        this.proxies = proxies;
    }

    /** Adds the routes. */
    public void addTo(Routes routes) {
        routes.post(
                        PATH,
                        seated((request, response) -> relay(request, response, PATH, WholeBody.of(request, MAX_BODY))))
                .get(PATH + "/{id}", seated((request, response) -> {
                    String id = request.path().pathParameters().get("id");
                    if (!ID.matcher(id).matches()) {
                        throw new ProblemException(Status.NOT_FOUND_404, "There is no deployment with this id.");
                    }
                    relay(request, response, PATH + "/" + id, new byte[0]);
                }));
    }

    /**
     * Other spellings of the path ({@code /%68ooks}) lead here as well. The edge knows the hook by this one, so as not to count
     * the console's 503 as the release's. Otherwise strangers could cause rollbacks with such spellings.
     */
    private static void checkSpelling(ServerRequest request) {
        if (!request.prologue().uriPath().rawPath().startsWith(PATH)) {
            throw new ProblemException(Status.NOT_FOUND_404, "The hook is at " + PATH + ".");
        }
    }

    /** The body is read inside: a slow sender occupies a place of the hook, and none of the API's others. */
    private Handler seated(Handler handler) {
        return (request, response) -> {
            checkSpelling(request);
            if (!free.tryAcquire()) {
                throw unavailable("Too many redeploy requests at once. Try again in a moment.");
            }
            try {
                handler.handle(request, response);
            } finally {
                free.release();
            }
        };
    }

    private void relay(ServerRequest request, ServerResponse response, String path, byte[] body) {
        UnixSocketClient socket = console.orElseThrow(() -> unavailable("This backend is not connected to a console."));
        Method method = request.prologue().method().equals(Method.POST) ? Method.POST : Method.GET;
        try {
            answer(request, response, socket.call(method, path, headers(request), body));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the console did not answer {0}: {1}", new Object[] {path, e.getMessage()});
            throw unavailable(
                    "The console does not answer. Try again: the same Idempotency-Key never starts a second deployment.");
        }
    }

    private static ProblemException unavailable(String detail) {
        return new ProblemException(
                Status.SERVICE_UNAVAILABLE_503, detail, HeaderValues.create(HeaderNames.RETRY_AFTER, "5"));
    }

    private List<Header> headers(ServerRequest request) {
        List<Header> passed = new ArrayList<>();
        int own = 0;
        for (Header header : request.headers()) {
            boolean isOwn = header.headerName().lowerCase().startsWith("x-lotse-");
            if (PASSED.contains(header.headerName()) || (isOwn && own++ < MAX_OWN_HEADERS)) {
                passed.add(header);
            }
        }
        passed.add(HeaderValues.create(
                HeaderNames.X_FORWARDED_FOR, proxies.route(request).client()));
        return passed;
    }

    private static void answer(ServerRequest request, ServerResponse response, UnixSocketClient.Reply reply) {
        if (reply.status() < 200 || reply.status() > 599) {
            throw unavailable("The console sent an invalid answer.");
        }
        pass(reply, "location", LOCATION).ifPresent(value -> response.header(HeaderNames.LOCATION, value));
        pass(reply, "retry-after", RETRY_AFTER).ifPresent(value -> response.header(HeaderNames.RETRY_AFTER, value));
        pass(reply, "www-authenticate", CHALLENGE)
                .ifPresent(value -> response.header(HeaderNames.WWW_AUTHENTICATE, value));
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        Status status = Status.create(reply.status());
        if (status.code() == 204 || status.code() == 304) {
            Answer.send(request, response, status);
        } else {
            response.status(status);
            Answer.send(request, response, type(reply), reply.body());
        }
    }

    private static Optional<String> pass(UnixSocketClient.Reply reply, String header, Pattern pattern) {
        return reply.header(header).filter(pattern.asMatchPredicate());
    }

    private static Header type(UnixSocketClient.Reply reply) {
        String said = reply.header("content-type").orElse("");
        int end = said.indexOf(';');
        String type = (end < 0 ? said : said.substring(0, end)).strip();
        return HeaderValues.create(HeaderNames.CONTENT_TYPE, TYPES.contains(type) ? type : "application/octet-stream");
    }
}
