package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.drift.DriftUnavailable;
import ch.meuthak.lotse.console.drift.NotAccepted;
import ch.meuthak.lotse.console.trust.HookCalls.HookCallsUnavailable;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.Problem;
import ch.meuthak.lotse.server.RequestId;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns every failure of a handler into a page for browsers, or a problem document (RFC 9457) for everybody else. */
final class ErrorAnswers {
    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class.getName());

    private final Templates templates;
    private final Assets assets;
    private final ConsoleFacts facts;
    private final ConsoleToken token;

    ErrorAnswers(Templates templates, Assets assets, ConsoleFacts facts, ConsoleToken token) {
        this.templates = templates;
        this.assets = assets;
        this.facts = facts;
        this.token = token;
    }

    void register(HttpRouting.Builder routing) {
        routing.error(Refusal.class, this::answer)
                .error(DeploymentRejected.class, (request, response, e) -> answer(request, response, refusal(e)))
                .error(
                        JournalException.class,
                        (request, response, e) ->
                                answer(request, response, Refusal.notYet(String.valueOf(e.getMessage()))))
                .error(
                        HookCallsUnavailable.class,
                        (request, response, e) ->
                                answer(request, response, Refusal.notYet(String.valueOf(e.getMessage()))))
                .error(
                        DriftUnavailable.class,
                        (request, response, e) ->
                                answer(request, response, Refusal.notYet(String.valueOf(e.getMessage()))))
                .error(
                        NotAccepted.class,
                        (request, response, e) -> answer(
                                request, response, Refusal.of(409, "Not accepted", String.valueOf(e.getMessage()))))
                .error(HttpException.class, this::http)
                .error(Throwable.class, this::unexpected);
    }

    static Refusal refusal(DeploymentRejected rejected) {
        String detail = String.valueOf(rejected.getMessage());
        return switch (rejected.reason()) {
            case INVALID -> Refusal.of(422, "This cannot be deployed", detail);
            case CONFLICT, BUSY -> Refusal.of(409, "Not now", detail);
            case UNKNOWN -> Refusal.notFound(detail);
            case UNAVAILABLE -> Refusal.notYet(detail);
        };
    }

    private void http(ServerRequest request, ServerResponse response, HttpException e) {
        if (!e.keepAlive()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        int status = e.status().code();
        answer(
                request,
                response,
                switch (status) {
                    case 404 -> Refusal.notFound("There is nothing at this address.");
                    case 413 -> Refusal.tooLarge(RequestBody.MAX);
                    default -> Refusal.of(status, e.status().reasonPhrase(), "The request cannot be answered.");
                });
    }

    private void unexpected(ServerRequest request, ServerResponse response, Throwable e) {
        LOG.log(
                Level.SEVERE,
                "%s %s failed, request id %s"
                        .formatted(request.prologue().method(), Paths.of(request), RequestId.of(request)),
                e);
        String detail = "The console's log says what, under the request id " + RequestId.of(request) + ".";
        answer(request, response, Refusal.of(500, "Something went wrong", detail));
    }

    private void answer(ServerRequest request, ServerResponse response, Refusal refusal) {
        response.status(refusal.status());
        refusal.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (Paths.wantsPage(request)) {
            Answer.send(request, response, Pages.HTML, page(request, refusal).getBytes(StandardCharsets.UTF_8));
        } else {
            Status status = Status.create(refusal.status());
            Problem problem = Problem.of(status, refusal.detail(), Paths.of(request), RequestId.of(request));
            Answer.send(request, response, Json.PROBLEM, problem.bytes());
        }
    }

    private String page(ServerRequest request, Refusal refusal) {
        String self = Paths.self(request.prologue());
        Frame frame = Caller.of(request) instanceof Caller.Operator(Session session)
                ? Frame.of("", self, session.csrf(), assets.urls(), facts)
                : Frame.bare(self, assets.urls(), facts.now());
        return refusal.status() == 401
                ? templates.page("login", frame, LoginView.of(false, "", request, token))
                : templates.page("error", frame, ErrorView.of(refusal));
    }
}
