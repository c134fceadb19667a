package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Turns every failure into a page for browsers or a problem document (RFC 9457) for everybody else; here and nowhere else. */
final class ErrorAnswers {
    private static final System.Logger LOG = System.getLogger(ErrorAnswers.class.getName());

    private final Templates templates;
    private final Assets assets;
    private final InstantSource clock;

    ErrorAnswers(Templates templates, Assets assets, InstantSource clock) {
        this.templates = templates;
        this.assets = assets;
        this.clock = clock;
    }

    void register(HttpRouting.Builder routing) {
        routing.error(Refusal.class, this::answer)
                .error(DeploymentRejected.class, (request, response, e) -> answer(request, response, refusal(e)))
                .error(HttpException.class, (request, response, e) -> answer(request, response, refusal(e)))
                .error(Throwable.class, this::unexpected);
    }

    /** For what fails before routing: a broken request line, a header that is too large. */
    DirectHandlers direct() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, ErrorAnswers::direct);
        }
        return handlers.build();
    }

    static Refusal refusal(DeploymentRejected rejected) {
        String detail = String.valueOf(rejected.getMessage());
        return switch (rejected.reason()) {
            case INVALID -> Refusal.of(422, "This cannot be deployed", detail);
            case CONFLICT -> Refusal.of(409, "Not now", detail);
            case UNKNOWN -> Refusal.notFound(detail);
            case UNAVAILABLE -> Refusal.notYet(detail);
        };
    }

    private static Refusal refusal(HttpException e) {
        int status = e.status().code();
        return switch (status) {
            case 404 -> Refusal.notFound("There is nothing at this address.");
            case 413 -> Refusal.tooLarge(RequestBody.MAX);
            default -> Refusal.of(status, e.status().reasonPhrase(), "The request cannot be answered.");
        };
    }

    private void unexpected(ServerRequest request, ServerResponse response, Throwable e) {
        LOG.log(System.Logger.Level.ERROR, () -> "failed: " + request.prologue().method() + " " + Paths.of(request), e);
        answer(
                request,
                response,
                Refusal.of(
                        500,
                        "Something went wrong",
                        "The console's log says what. Try again, and report it when it stays."));
    }

    private void answer(ServerRequest request, ServerResponse response, Refusal refusal) {
        if (response.isSent()) {
            return;
        }
        response.status(Status.create(refusal.status()));
        refusal.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        SecurityHeaders.apply(response.headers());
        if (Paths.wantsPage(request)) {
            response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                    .send(utf8(page(request, refusal)));
        } else {
            response.header(HeaderNames.CONTENT_TYPE, Json.PROBLEM).send(Json.problem(refusal));
        }
    }

    private String page(ServerRequest request, Refusal refusal) {
        Frame frame = Frame.bare(Paths.self(request.prologue()), assets.urls(), clock.instant());
        return refusal.status() == 401
                ? templates.page("login", frame, new LoginView(false, ""))
                : templates.page("error", frame, ErrorView.of(refusal));
    }

    private static DirectHandler.TransportResponse direct(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        SecurityHeaders.apply(headers);
        headers.set(HeaderNames.CONTENT_TYPE, Json.PROBLEM);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .entity(Json.problem(Refusal.of(
                        status.code(),
                        status.reasonPhrase(),
                        "The request does not follow HTTP or is beyond a limit.")))
                .build();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
