package ch.meuthak.lotse.console.deploy;

import java.util.Locale;

/** The state of a deployment. The last four are final. */
public enum DeploymentState {
    REQUESTED,
    PULLING,
    STARTING,
    CHECKING,
    SWITCHING,
    BAKING,
    DRAINING,
    SUCCEEDED,
    ROLLED_BACK,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return compareTo(SUCCEEDED) >= 0;
    }

    /** Its name in the JSON API: {@code rolled_back}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
