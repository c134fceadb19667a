package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.PreparedChange;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The configuration that the operator has prepared, compared with that of the serving release. */
final class PreparedConfiguration {
    private static final Logger LOG = Logger.getLogger(PreparedConfiguration.class.getName());

    private static final String COMMAND =
            "docker-compose up --no-start --no-recreate --no-deps --scale backend=2 backend";

    private final DeploymentContext site;
    private final Runnable changed;
    private volatile PreparedChange last = PreparedChange.NONE;

    /** @param changed is called after {@link #last} has changed */
    PreparedConfiguration(DeploymentContext site, Runnable changed) {
        this.site = site;
        this.changed = changed;
    }

    /** As it was when it was last looked at, for those who must not wait. */
    PreparedChange last() {
        return last;
    }

    /** Nothing when none is prepared, it is the same, or nothing has the traffic. */
    PreparedChange now() {
        try {
            return look();
        } catch (PlatformException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The one with this fingerprint.
     *
     * @throws DeploymentRejected when there is nothing to change, another one is prepared, or the platform does not say
     */
    PreparedChange required(String fingerprint) {
        PreparedChange change = now();
        if (change.isEmpty()) {
            throw new DeploymentRejected(
                    Cause.CONFLICT,
                    "No changed configuration is prepared. Change .env or docker-compose.yml, then prepare it on the box: "
                            + COMMAND);
        }
        if (!change.fingerprint().equals(fingerprint)) {
            throw new DeploymentRejected(
                    Cause.CONFLICT,
                    "The prepared configuration has changed since it was shown: its fingerprint differs. Nothing was"
                            + " deployed. Check the changes, and try again.");
        }
        return change;
    }

    /** Looks for whoever asks later; what cannot be looked at stays as it was. */
    void watch() {
        try {
            var _ = look();
        } catch (PlatformException e) {
            LOG.log(Level.FINE, "The prepared configuration cannot be read now: {0}", e.getMessage());
        }
    }

    private PreparedChange look() throws PlatformException {
        var serving = site.edge().active();
        PreparedChange found =
                serving.isEmpty() ? PreparedChange.NONE : site.platform().preparedConfiguration(serving.get());
        boolean other = !found.equals(last);
        last = found;
        if (other) {
            changed.run();
        }
        return found;
    }
}
