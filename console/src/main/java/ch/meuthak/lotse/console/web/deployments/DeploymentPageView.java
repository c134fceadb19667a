package ch.meuthak.lotse.console.web.deployments;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.DeploymentView;
import ch.meuthak.lotse.console.web.page.UntrustedText;
import java.util.List;

/**
 * One deployment.
 *
 * @param earlier whether its release served and does not serve now: a rollback to it is possible
 * @param log its output, oldest line first
 */
public record DeploymentPageView(DeploymentView deployment, boolean earlier, List<String> log) {

    static DeploymentPageView of(ConsoleFacts facts, Deployment deployment, int logLines) {
        boolean serves = facts.deployments()
                .serving()
                .release()
                .filter(release -> release.digest().equals(deployment.release().digest()))
                .isPresent();
        return new DeploymentPageView(
                DeploymentView.of(deployment, facts.now()),
                deployment.state() == DeploymentState.SUCCEEDED && !serves,
                UntrustedText.shown(facts.deployments().log(deployment.id(), logLines)));
    }
}
