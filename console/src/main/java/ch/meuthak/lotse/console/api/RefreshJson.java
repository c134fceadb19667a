package ch.meuthak.lotse.console.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What {@code POST /api/refresh} is answered with.
 *
 * @param takenAt when AWS was read before; absent when it was not
 */
public record RefreshJson(Optional<Instant> takenAt, boolean refreshing) {}
