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

/** The form that rolls back to a stored release. An error appears in the form, which keeps the typed values. */
public final class RollbackPages {

    private final ConsoleFacts facts;
    private final Pages pages;

    public RollbackPages(ConsoleFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    public void form(ServerRequest request, ServerResponse response) {
        String digest = request.query().first("digest").orElse("");
        pages.send(request, response, "deployments/rollback", Page.DEPLOYMENTS, RollbackView.of(facts, digest, "", ""));
    }

    public void rollBack(ServerRequest request, ServerResponse response) {
        Form form = Form.of(request);
        try {
            Deployment deployment = facts.deployments().request(wish(form));
            Redirect.to(response, "/deployments/" + deployment.id());
        } catch (DeploymentRejected rejected) {
            again(request, response, form, ErrorAnswers.refusal(rejected));
        } catch (Refusal refusal) {
            again(request, response, form, refusal);
        }
    }

    private static DeploymentRequest wish(Form form) {
        String digest =
                form.text("digest").orElseThrow(() -> Refusal.badRequest("Choose the release to roll back to."));
        return DeploymentRequest.rollback(
                digest,
                "operator",
                form.text("reason").orElse(""),
                form.text("key").orElse(""));
    }

    private void again(ServerRequest request, ServerResponse response, Form form, Refusal refusal) {
        response.status(refusal.status());
        RollbackView view = RollbackView.of(
                facts, form.text("digest").orElse(""), form.text("reason").orElse(""), refusal.detail());
        pages.send(request, response, "deployments/rollback", Page.DEPLOYMENTS, view);
    }
}
