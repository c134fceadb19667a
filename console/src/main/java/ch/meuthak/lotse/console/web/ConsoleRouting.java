package ch.meuthak.lotse.console.web;

import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;

/** Every filter in the order in which a request passes them, and every route. */
final class ConsoleRouting {
    private static final String READ = "GET, HEAD";
    private static final String WRITE = "POST";

    private ConsoleRouting() {}

    static HttpRouting.Builder of(ConsoleParts parts) {
        HttpRouting.Builder routing = HttpRouting.builder();
        parts.errors().register(routing);
        filters(routing, parts);
        pages(routing, parts);
        deployments(routing, parts);
        api(routing, parts);
        return routing.any((request, response) -> {
            throw Refusal.notFound("There is nothing at this address.");
        });
    }

    /** Limits of sizes and connections are the listener's, in {@link ConsoleServer}. */
    private static void filters(HttpRouting.Builder routing, ConsoleParts parts) {
        routing.addFilter(new SecurityHeaders())
                .addFilter(new HostCheck(parts.settings().tunnelPorts()))
                .addFilter(new RequestBody())
                .addFilter(new Authentication(parts.token(), parts.sessions(), parts.wrongTokens()))
                .addFilter(new CrossSite());
    }

    private static void pages(HttpRouting.Builder routing, ConsoleParts parts) {
        read(routing, "/", parts.pages()::overview);
        read(routing, "/network", parts.pages()::network);
        read(routing, "/certificate", parts.pages()::certificate);
        read(routing, "/targets", parts.pages()::targets);
        write(routing, "/refresh", new RefreshPage(parts.facts().feed())::refresh);
        read(routing, "/events", parts.streams()::serve);
        read(routing, "/assets/{version}/{name}", parts.assets()::serve);
        readWrite(routing, "/login", parts.login()::page, parts.login()::logIn);
        write(routing, "/logout", parts.login()::logOut);
    }

    private static void deployments(HttpRouting.Builder routing, ConsoleParts parts) {
        DeploymentPages deployments = new DeploymentPages(parts.facts(), parts.pages());
        readWrite(routing, "/deployments", deployments::list, deployments::deploy);
        read(routing, "/deployments/new", deployments::form);
        read(routing, "/deployments/{id}", deployments::one);
        write(routing, "/deployments/{id}/cancel", deployments::cancel);
    }

    private static void api(HttpRouting.Builder routing, ConsoleParts parts) {
        Api api = new Api(parts.facts(), parts.loginCodes());
        read(routing, "/api/topology", api::topology);
        readWrite(routing, "/api/deployments", api::deployments, api::deploy);
        read(routing, "/api/deployments/{id}", api::deployment);
        read(routing, "/api/deployments/{id}/log", api::log);
        write(routing, "/api/deployments/{id}/cancel", api::cancel);
        write(routing, "/api/login-links", api::loginLink);
    }

    private static void read(HttpRouting.Builder routing, String path, Handler handler) {
        reading(routing, path, handler);
        otherwise(routing, path, READ);
    }

    private static void write(HttpRouting.Builder routing, String path, Handler handler) {
        routing.post(path, handler);
        otherwise(routing, path, WRITE);
    }

    private static void readWrite(HttpRouting.Builder routing, String path, Handler reads, Handler writes) {
        reading(routing, path, reads);
        routing.post(path, writes);
        otherwise(routing, path, READ + ", " + WRITE);
    }

    private static void reading(HttpRouting.Builder routing, String path, Handler handler) {
        routing.route(Method.predicate(Method.GET, Method.HEAD), PathMatchers.create(path), handler);
    }

    private static void otherwise(HttpRouting.Builder routing, String path, String allow) {
        routing.any(path, (request, response) -> {
            throw Refusal.methodNotAllowed(allow);
        });
    }
}
