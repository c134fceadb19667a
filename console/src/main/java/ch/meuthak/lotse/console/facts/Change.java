package ch.meuthak.lotse.console.facts;

import java.time.Instant;
import java.util.Optional;

/**
 * A difference from the baseline.
 *
 * @param hop the hop that it belongs to; absent when it belongs to none
 * @param what one sentence, {@code The rule tcp 3306 from 0.0.0.0/0 was added to sg-1.}
 * @param undo what undoes it
 * @param at when it was first seen
 */
public record Change(Optional<Hop> hop, String what, Fix undo, Instant at) {}
