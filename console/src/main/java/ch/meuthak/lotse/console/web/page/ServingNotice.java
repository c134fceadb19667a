package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.PreparedChange;
import ch.meuthak.lotse.console.web.access.Secret;
import java.util.List;

/**
 * Unusual facts about the serving release.
 *
 * @param replaced that no deployment put it there; one element or none
 * @param prepared the changes of a prepared configuration, each as {@code variable LOTSE_X changed}; empty for none
 * @param fingerprint of that configuration; empty for nothing
 * @param key makes two submissions of one form one deployment
 */
public record ServingNotice(List<ReplacedView> replaced, List<String> prepared, String fingerprint, String key) {

    /**
     * A release that was put in another's place.
     *
     * @param deployment the id of the console's record of it
     * @param before the previous release
     */
    public record ReplacedView(String deployment, String reason, ReleaseView before) {}

    public static ServingNotice of(Deployments deployments) {
        PreparedChange prepared = deployments.lastPrepared();
        return new ServingNotice(
                deployments.replaced().stream()
                        .map(found -> new ReplacedView(
                                found.adopted().id(), found.adopted().reason(), ReleaseView.of(found.before())))
                        .toList(),
                prepared.parts().stream().map(ConfigurationPart::toString).toList(),
                prepared.fingerprint(),
                Secret.random());
    }

    public boolean anyPrepared() {
        return !prepared.isEmpty();
    }
}
