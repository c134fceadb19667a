package ch.meuthak.lotse.console.deploy;

import java.util.List;

/**
 * The hosts to which a release that runs is opening connections without an answer.
 *
 * @param hosts outside of its own networks, each as {@code 192.0.2.7:443}, a few at most; empty when there are none, and when that
 *     cannot be seen
 * @param noWayOut whether none of its networks leads anywhere else, so that none of the hosts can ever answer
 */
public record Unanswered(List<String> hosts, boolean noWayOut) {
    /** None, or not known. */
    public static final Unanswered NONE = new Unanswered(List.of(), false);
}
