package ch.meuthak.lotse.console.web.deployments;

import ch.meuthak.lotse.console.web.access.Secret;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.ReleaseView;
import java.util.List;

/**
 * The form that requests a deployment.
 *
 * @param choices the releases to choose from, the serving one first
 * @param chosen the digest that is chosen; empty for the one that serves
 * @param reason the typed reason
 * @param failure the error of the last submission; empty at first
 * @param key makes two submissions of one form one deployment
 */
public record RedeployView(
        List<ReleaseView> choices, String chosen, String reason, String failure, String key, boolean serving) {

    static RedeployView of(ConsoleFacts facts, String chosen, String reason, String failure) {
        return new RedeployView(
                facts.deployments().available().stream().map(ReleaseView::of).toList(),
                chosen,
                reason,
                failure,
                Secret.random(),
                facts.deployments().serving().release().isPresent());
    }

    /** A digest that is none of the choices: typed, or named by the link. */
    public String other() {
        boolean isChoice = choices.stream().anyMatch(choice -> choice.digest().equals(chosen));
        return isChoice ? "" : chosen;
    }

    public boolean anyChoice() {
        return !choices.isEmpty();
    }
}
