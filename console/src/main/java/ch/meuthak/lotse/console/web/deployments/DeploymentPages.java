package ch.meuthak.lotse.console.web.deployments;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.ErrorAnswers;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.Pages;
import ch.meuthak.lotse.console.web.request.Form;
import ch.meuthak.lotse.console.web.request.Redirect;
import ch.meuthak.lotse.console.web.request.Refusal;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The pages about deployments, and the forms that request or cancel one. */
public final class DeploymentPages {
    private static final String PATH = "/deployments/";
    private static final int LOG_LINES = 500;

    private final ConsoleFacts facts;
    private final Pages pages;

    public DeploymentPages(ConsoleFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    public void list(ServerRequest request, ServerResponse response) {
        pages.send(request, response, Page.DEPLOYMENTS, DeploymentsView.of(facts, page(request)));
    }

    public void one(ServerRequest request, ServerResponse response) {
        Deployment deployment = facts.deployments()
                .find(id(request))
                .orElseThrow(() -> Refusal.notFound("Deployment not found. Choose one from the list of deployments."));
        pages.send(
                request,
                response,
                "deployments/deployment",
                Page.DEPLOYMENTS,
                DeploymentPageView.of(facts, deployment, LOG_LINES));
    }

    public void form(ServerRequest request, ServerResponse response) {
        String digest = request.query().first("digest").orElse("");
        pages.send(request, response, "deployments/redeploy", Page.DEPLOYMENTS, RedeployView.of(facts, digest, "", ""));
    }

    public void deploy(ServerRequest request, ServerResponse response) {
        Form form = Form.of(request);
        String digest = form.text("other")
                .map(String::strip)
                .filter(other -> !other.isEmpty())
                .or(() -> form.text("digest"))
                .orElse("");
        String reason = form.text("reason").orElse("");
        try {
            Deployment deployment = facts.deployments()
                    .request(new DeploymentRequest(
                            digest, "", "operator", reason, form.text("key").orElse("")));
            Redirect.to(response, PATH + deployment.id());
        } catch (DeploymentRejected rejected) {
            Refusal refusal = ErrorAnswers.refusal(rejected);
            response.status(refusal.status());
            pages.send(
                    request,
                    response,
                    "deployments/redeploy",
                    Page.DEPLOYMENTS,
                    RedeployView.of(facts, digest, reason, refusal.detail()));
        }
    }

    /** Applies the prepared configuration that the page has shown to the release that serves. */
    public void configure(ServerRequest request, ServerResponse response) {
        Form form = Form.of(request);
        String shown = form.text("fingerprint")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Refusal.badRequest("The form has no fingerprint. Reload the page and try again."));
        Deployment deployment = facts.deployments()
                .request(DeploymentRequest.configuration(
                        shown, "operator", "", form.text("key").orElse("")));
        Redirect.to(response, PATH + deployment.id());
    }

    public void cancel(ServerRequest request, ServerResponse response) {
        Redirect.to(response, PATH + facts.deployments().cancel(id(request)).id());
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    private static int page(ServerRequest request) {
        String text = request.query().first("page").orElse("1");
        if (!text.matches("[1-9][0-9]?") || Integer.parseInt(text) > DeploymentsView.LAST_PAGE) {
            throw Refusal.notFound("The list of deployments has pages 1 to " + DeploymentsView.LAST_PAGE + ".");
        }
        return Integer.parseInt(text);
    }
}
