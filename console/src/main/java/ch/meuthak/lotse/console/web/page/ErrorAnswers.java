package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.drift.DriftUnavailable;
import ch.meuthak.lotse.console.drift.NotAccepted;
import ch.meuthak.lotse.console.trust.HookCalls.HookCallsUnavailable;
import ch.meuthak.lotse.console.web.access.Caller;
import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.console.web.access.Session;
import ch.meuthak.lotse.console.web.request.Paths;
import ch.meuthak.lotse.console.web.request.Refusal;
import ch.meuthak.lotse.console.web.request.RequestBody;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.Problem;
import ch.meuthak.lotse.server.RequestId;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns every failure of a handler into a page for browsers, or a problem document (RFC 9457) for everybody else. */
public final class ErrorAnswers {
    private final Templates templates;
    private final Assets assets;
    private final ConsoleFacts facts;
    private final ConsoleToken token;

    public ErrorAnswers(Templates templates, Assets assets, ConsoleFacts facts, ConsoleToken token) {
        this.templates = templates;
        this.assets = assets;
        this.facts = facts;
        this.token = token;
    }

    public void register(HttpRouting.Builder routing) {
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
                                request,
                                response,
                                Refusal.of(409, "Baseline not changed", String.valueOf(e.getMessage()))));
    }

    public static Refusal refusal(DeploymentRejected rejected) {
        String detail = String.valueOf(rejected.getMessage());
        return switch (rejected.reason()) {
            case INVALID -> Refusal.of(422, "This cannot be deployed", detail);
            case CONFLICT, BUSY -> Refusal.of(409, "Conflict", detail);
            case UNKNOWN -> Refusal.notFound(detail);
            case UNAVAILABLE -> Refusal.notYet(detail);
        };
    }

    /** Everything that is none of these, which the server has put into its log where it must. */
    public void failed(ServerRequest request, ServerResponse response, Status status, String detail) {
        answer(
                request,
                response,
                switch (status.code()) {
                    case 404 -> Refusal.notFound("There is nothing at this address.");
                    case 413 -> Refusal.tooLarge(RequestBody.MAX);
                    case 500 ->
                        Refusal.of(
                                500,
                                "Something went wrong",
                                "The console's log has the cause, under the request ID " + RequestId.of(request) + ".");
                    default ->
                        Refusal.of(
                                status.code(),
                                status.reasonPhrase(),
                                detail.isEmpty() ? "The request cannot be answered." : detail);
                });
    }

    private void answer(ServerRequest request, ServerResponse response, Refusal refusal) {
        response.status(refusal.status());
        refusal.headers().forEach(response::header);
        if (Paths.wantsPage(request)) {
            Answer.send(request, response, Pages.HTML, page(request, refusal).getBytes(StandardCharsets.UTF_8));
        } else {
            Problem problem = Problem.of(refusal.status(), refusal.detail(), Paths.of(request), RequestId.of(request));
            Answer.send(request, response, Problem.TYPE, problem.bytes());
        }
    }

    private String page(ServerRequest request, Refusal refusal) {
        String self = Paths.self(request.prologue());
        PageFrame frame = Caller.of(request) instanceof Caller.Operator(Session session)
                ? PageFrame.of(Optional.empty(), self, session.csrf(), assets.urls(), facts)
                : PageFrame.bare(self, assets.urls(), facts.now());
        return refusal.status().equals(Status.UNAUTHORIZED_401)
                ? templates.page("page/login", frame, LoginView.of(false, "", request, token))
                : templates.page("page/error", frame, ErrorView.of(refusal));
    }
}
