package ch.meuthak.lotse.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Routes that know all methods of a path: HEAD comes with GET, OPTIONS answers {@code Allow}, any other method is 405 with
 * {@code Allow}, and a trailing slash makes no difference. Helidon by itself answers 404 to all of these.
 *
 * <p>Collect first, then {@link #addTo} a routing. A handler of GET that sends its body with {@link Answer} is right for HEAD.
 */
public final class Routes {
    private final Map<String, Map<Method, Handler>> paths = new LinkedHashMap<>();

    /** GET, and HEAD with it. */
    public Routes get(String path, Handler handler) {
        return on(Method.GET, path, handler).on(Method.HEAD, path, handler);
    }

    /** POST. */
    public Routes post(String path, Handler handler) {
        return on(Method.POST, path, handler);
    }

    /**
     * Any method.
     *
     * @param path a Helidon path pattern without a trailing slash, such as <code>/hooks/redeploy/{id}</code>
     */
    public Routes on(Method method, String path, Handler handler) {
        paths.computeIfAbsent(path, p -> new LinkedHashMap<>()).put(method, handler);
        return this;
    }

    /** The paths and their methods, for the test that holds the documentation against them. */
    public Map<String, Set<Method>> all() {
        Map<String, Set<Method>> all = new LinkedHashMap<>();
        paths.forEach((path, methods) -> all.put(path, new LinkedHashSet<>(methods.keySet())));
        return all;
    }

    /** Adds everything to the routing. */
    public HttpRouting.Builder addTo(HttpRouting.Builder routing) {
        paths.forEach((path, methods) -> addTo(routing, path.equals("/") ? path : path + "[/]", methods));
        return routing;
    }

    private static void addTo(HttpRouting.Builder routing, String pattern, Map<Method, Handler> methods) {
        methods.forEach((method, handler) -> routing.route(method, pattern, handler));
        Set<String> names = new LinkedHashSet<>();
        methods.keySet().forEach(method -> names.add(method.text()));
        names.add("OPTIONS");
        Header allow = HeaderValues.createCached(HeaderNames.ALLOW, String.join(", ", names));
        routing.any(pattern, (request, response) -> {
            if (!request.prologue().method().equals(Method.OPTIONS)) {
                throw new ProblemException(
                        Status.METHOD_NOT_ALLOWED_405, "Use one of the methods in the Allow header.", allow);
            }
            response.header(allow);
            Answer.send(request, response, Status.NO_CONTENT_204);
        });
    }
}
