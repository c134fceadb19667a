package ch.meuthak.lotse.console.deploy;

import java.util.List;

/**
 * The hosts that do not answer the connections of a running release.
 *
 * @param hosts outside of its own networks, {@code 192.0.2.7:443}, a few at most; empty if there are none or they cannot be seen
 * @param noWayOut whether all its networks are internal, so that no host can ever answer
 */
public record Unanswered(List<String> hosts, boolean noWayOut) {
    /** None, or not known. */
    public static final Unanswered NONE = new Unanswered(List.of(), false);
}
