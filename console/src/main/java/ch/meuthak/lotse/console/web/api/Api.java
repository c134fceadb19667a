package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.api.DeploymentBody;
import ch.meuthak.lotse.console.api.DeploymentJson;
import ch.meuthak.lotse.console.api.DiagnosisJson;
import ch.meuthak.lotse.console.api.HookCallsJson;
import ch.meuthak.lotse.console.api.LoginLinkJson;
import ch.meuthak.lotse.console.api.RefreshJson;
import ch.meuthak.lotse.console.api.ReleasesJson;
import ch.meuthak.lotse.console.api.TopologyJson;
import ch.meuthak.lotse.console.api.TrustJson;
import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.console.web.access.Authentication;
import ch.meuthak.lotse.console.web.access.HostCheck;
import ch.meuthak.lotse.console.web.access.LoginCodes;
import ch.meuthak.lotse.console.web.diagnosis.DiagnosisPages;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.request.Refusal;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The JSON API for scripts. {@link Authentication} has checked the token before. */
public final class Api {
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");

    private final ConsoleFacts facts;
    private final LoginCodes loginCodes;

    public Api(ConsoleFacts facts, LoginCodes loginCodes) {
        this.facts = facts;
        this.loginCodes = loginCodes;
    }

    public void topology(ServerRequest request, ServerResponse response) {
        facts.feed().watched();
        Topology topology = facts.feed().latest().orElseThrow(Api::notYet);
        var seen = facts.outside().latest().get();
        send(request, response, TopologyJson.of(topology, facts.diagnosis().get(), seen, facts.now()));
    }

    public void diagnosis(ServerRequest request, ServerResponse response) {
        send(request, response, DiagnosisJson.of(report()));
    }

    public void markdown(ServerRequest request, ServerResponse response) {
        DiagnosisPages.sendMarkdown(request, response, report());
    }

    private Report report() {
        facts.feed().watched();
        return facts.report().orElseThrow(Api::notYet);
    }

    private static Refusal notYet() {
        return Refusal.notYet("The console reads AWS for the first time. Ask again in 2 s.");
    }

    /** It does not wait. A caller that waits compares {@code takenAt} of the diagnosis. */
    public void refresh(ServerRequest request, ServerResponse response) {
        facts.feed().refresh();
        var answer = new RefreshJson(
                facts.feed().latest().map(Topology::takenAt), facts.feed().refreshing());
        Wire.send(request, response, Status.ACCEPTED_202, answer);
    }

    public void deployments(ServerRequest request, ServerResponse response) {
        send(
                request,
                response,
                DeploymentJson.DeploymentsJson.of(facts.deployments().latest(Query.limit(request))));
    }

    public void deployment(ServerRequest request, ServerResponse response) {
        send(request, response, DeploymentJson.of(find(request)));
    }

    public void log(ServerRequest request, ServerResponse response) {
        String id = find(request).id();
        send(
                request,
                response,
                new DeploymentJson.LogJson(id, facts.deployments().log(id, Query.limit(request))));
    }

    public void deploy(ServerRequest request, ServerResponse response) {
        accepted(request, response, Query.body(request, DeploymentBody.class).request(key(request)));
    }

    public void rollBack(ServerRequest request, ServerResponse response) {
        accepted(
                request,
                response,
                Query.body(request, DeploymentBody.RollbackBody.class).request(key(request)));
    }

    private void accepted(ServerRequest request, ServerResponse response, DeploymentRequest wanted) {
        Deployment deployment = facts.deployments().request(wanted);
        response.header(HeaderNames.LOCATION, "/api/deployments/" + deployment.id());
        Wire.send(request, response, Status.ACCEPTED_202, DeploymentJson.of(deployment));
    }

    private static String key(ServerRequest request) {
        return request.headers().value(IDEMPOTENCY_KEY).orElse("");
    }

    public void cancel(ServerRequest request, ServerResponse response) {
        Wire.send(
                request,
                response,
                Status.ACCEPTED_202,
                DeploymentJson.of(facts.deployments().cancel(id(request))));
    }

    public void releases(ServerRequest request, ServerResponse response) {
        send(request, response, ReleasesJson.of(facts.deployments().releases()));
    }

    public void configuration(ServerRequest request, ServerResponse response) {
        send(
                request,
                response,
                DeploymentJson.ConfigurationJson.of(facts.deployments().preparedConfiguration()));
    }

    public void hookCalls(ServerRequest request, ServerResponse response) {
        send(request, response, HookCallsJson.of(facts.hook().calls(), Query.limit(request)));
    }

    public void trust(ServerRequest request, ServerResponse response) {
        send(request, response, TrustJson.of(facts.hook().trust().settings()));
    }

    public void loginLink(ServerRequest request, ServerResponse response) {
        String url = HostCheck.origin(request) + "/login?token=" + loginCodes.issue();
        Wire.send(
                request,
                response,
                Status.CREATED_201,
                new LoginLinkJson(url, facts.now().plus(LoginCodes.LIFETIME)));
    }

    private static void send(ServerRequest request, ServerResponse response, Record record) {
        Wire.send(request, response, Status.OK_200, record);
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
}
