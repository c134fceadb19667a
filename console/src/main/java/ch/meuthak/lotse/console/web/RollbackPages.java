package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The form that goes back to a kept release. What is wrong with it is said in the form, which keeps what was typed. */
final class RollbackPages {
    private static final String NAV = "deployments";

    private final ConsoleFacts facts;
    private final Pages pages;

    RollbackPages(ConsoleFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    void form(ServerRequest request, ServerResponse response) {
        String digest = request.query().first("digest").orElse("");
        pages.send(request, response, "rollback", NAV, RollbackView.of(facts, digest, "", ""));
    }

    void rollBack(ServerRequest request, ServerResponse response) {
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
        String digest = form.text("digest").orElseThrow(() -> Refusal.badRequest("Choose the release to go back to."));
        String reason = DeploymentBody.requiredReason(form.text("reason").orElse(""));
        return DeploymentRequest.rollback(
                digest, "operator", reason, form.text("key").orElse(""));
    }

    private void again(ServerRequest request, ServerResponse response, Form form, Refusal refusal) {
        response.status(Status.create(refusal.status()));
        RollbackView view = RollbackView.of(
                facts, form.text("digest").orElse(""), form.text("reason").orElse(""), refusal.detail());
        pages.send(request, response, "rollback", NAV, view);
    }
}
