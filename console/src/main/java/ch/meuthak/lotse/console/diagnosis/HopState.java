package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Hop;
import java.time.Instant;
import java.util.List;

/**
 * One hop of the request path as one snapshot shows it.
 *
 * @param title what stands there, {@code semarb3}
 * @param detail one sentence: what was read, or what is wrong and what to do
 * @param facts what was read, for the eye
 * @param since since when the hop has had this status, as far as the console has watched
 */
public record HopState(Hop hop, HopStatus status, String title, String detail, List<HopFact> facts, Instant since) {}
