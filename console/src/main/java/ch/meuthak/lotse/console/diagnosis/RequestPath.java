package ch.meuthak.lotse.console.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * The hops of a request in order, and the sentence about them.
 *
 * @param hops all eight of {@link Hop}, in order
 * @param verdict one sentence: the first broken hop, or that nothing is broken, or what is not known
 */
public record RequestPath(List<HopState> hops, HopStatus status, String verdict) {

    /** The first hop that fails. */
    public Optional<HopState> firstBroken() {
        return hops.stream().filter(hop -> hop.status() == HopStatus.FAIL).findFirst();
    }
}
