package ch.meuthak.lotse.console.trust;

import java.time.Instant;

/**
 * An id that may be used once.
 *
 * @param id with the kind before it, {@code github 3d9c...}, so that one kind's ids never meet another's
 * @param until from then on nothing with this id is accepted anyway
 */
public record SingleUse(String id, Instant until) {}
