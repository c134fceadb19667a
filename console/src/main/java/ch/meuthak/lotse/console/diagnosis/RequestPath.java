package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Hop;
import java.util.List;

/**
 * The hops of a request in order, and the sentence about them.
 *
 * @param hops all eight of {@link Hop}, in order
 * @param verdict one sentence: the first broken hop, or that nothing is broken, or what is not known
 */
public record RequestPath(List<HopState> hops, HopStatus status, String verdict) {}
