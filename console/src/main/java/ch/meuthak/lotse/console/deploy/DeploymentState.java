package ch.meuthak.lotse.console.deploy;

import java.util.Locale;

/** Where a deployment is. The last four are final. */
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

    /** As it stands in the JSON API: {@code rolled_back}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
