package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.api.DeploymentJson;
import ch.meuthak.lotse.console.api.DiagnosisJson;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.console.web.access.Authentication;
import ch.meuthak.lotse.console.web.access.HostCheck;
import ch.meuthak.lotse.console.web.access.LoginCodes;
import ch.meuthak.lotse.console.web.deployments.DeploymentBody;
import ch.meuthak.lotse.console.web.diagnosis.DiagnosisPages;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.request.Json;
import ch.meuthak.lotse.console.web.request.Refusal;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The JSON API for scripts. {@link Authentication} has checked the token before anything here runs. */
public final class Api {
    private static final int MAX_ROWS = 1000;
    private static final int DEFAULT_ROWS = 50;

    private final ConsoleFacts facts;
    private final LoginCodes loginCodes;

    public Api(ConsoleFacts facts, LoginCodes loginCodes) {
        this.facts = facts;
        this.loginCodes = loginCodes;
    }

    public void topology(ServerRequest request, ServerResponse response) {
        facts.feed().watched();
        Topology topology = facts.feed().latest().orElseThrow(Api::notYet);
        Json.send(
                request,
                response,
                200,
                TopologyJson.of(
                        topology,
                        facts.diagnosis().get(),
                        facts.outside().latest().get(),
                        facts.now()));
    }

    public void diagnosis(ServerRequest request, ServerResponse response) {
        Json.send(request, response, 200, DiagnosisJson.of(report()));
    }

    public void markdown(ServerRequest request, ServerResponse response) {
        DiagnosisPages.sendMarkdown(request, response, report());
    }

    private Report report() {
        facts.feed().watched();
        return facts.report().orElseThrow(Api::notYet);
    }

    private static Refusal notYet() {
        return Refusal.notYet("AWS is being read for the first time. Ask again in 2 s.");
    }

    /** What is asked for takes seconds; whoever waits for it looks at {@code takenAt} of the diagnosis. */
    public void refresh(ServerRequest request, ServerResponse response) {
        facts.feed().refresh();
        String takenAt =
                facts.feed().latest().map(latest -> latest.takenAt().toString()).orElse(null);
        Json.send(
                request,
                response,
                202,
                Json.NODES
                        .objectNode()
                        .put("takenAt", takenAt)
                        .put("refreshing", facts.feed().refreshing()));
    }

    public void deployments(ServerRequest request, ServerResponse response) {
        Json.send(
                request, response, 200, DeploymentJson.list(facts.deployments().latest(limit(request))));
    }

    public void deployment(ServerRequest request, ServerResponse response) {
        Json.send(request, response, 200, DeploymentJson.of(find(request)));
    }

    public void log(ServerRequest request, ServerResponse response) {
        Deployment deployment = find(request);
        Json.send(
                request,
                response,
                200,
                DeploymentJson.log(deployment.id(), facts.deployments().log(deployment.id(), limit(request))));
    }

    public void deploy(ServerRequest request, ServerResponse response) {
        taken(request, response, DeploymentBody.of(request));
    }

    private void taken(ServerRequest request, ServerResponse response, DeploymentRequest wish) {
        Deployment deployment = facts.deployments().request(wish);
        response.header(HeaderNames.LOCATION, "/api/deployments/" + deployment.id());
        Json.send(request, response, 202, DeploymentJson.of(deployment));
    }

    public void releases(ServerRequest request, ServerResponse response) {
        Json.send(request, response, 200, ReleasesJson.of(facts.deployments().releases()));
    }

    /** What is prepared; without changes when nothing is that would change anything. */
    public void configuration(ServerRequest request, ServerResponse response) {
        Json.send(
                request,
                response,
                200,
                DeploymentJson.prepared(facts.deployments().preparedConfiguration()));
    }

    public void rollBack(ServerRequest request, ServerResponse response) {
        taken(request, response, DeploymentBody.rollback(request));
    }

    public void hookCalls(ServerRequest request, ServerResponse response) {
        Json.send(request, response, 200, HookCallsJson.of(facts.hook().calls(), limit(request)));
    }

    public void trust(ServerRequest request, ServerResponse response) {
        Json.send(request, response, 200, TrustJson.of(facts.hook().trust().settings()));
    }

    public void cancel(ServerRequest request, ServerResponse response) {
        Json.send(request, response, 202, DeploymentJson.of(facts.deployments().cancel(id(request))));
    }

    public void loginLink(ServerRequest request, ServerResponse response) {
        String url = HostCheck.origin(request) + "/login?token=" + loginCodes.issue();
        Json.send(
                request,
                response,
                201,
                Json.NODES
                        .objectNode()
                        .put("url", url)
                        .put("expiresAt", facts.now().plus(LoginCodes.LIFETIME).toString()));
    }

    private Deployment find(ServerRequest request) {
        return facts.deployments()
                .find(id(request))
                .orElseThrow(() -> new DeploymentRejected(
                        DeploymentRejected.Cause.UNKNOWN,
                        "There is no such deployment. GET /api/deployments lists them."));
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    static int limit(ServerRequest request) {
        String text = request.query().first("limit").orElse(Integer.toString(DEFAULT_ROWS));
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_ROWS) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw Refusal.badRequest("limit must be a number from 1 to " + MAX_ROWS + ".");
    }
}
