package ch.meuthak.lotse.console.diagnosis;

import java.time.Instant;

/** Something that was read of a hop, for the eye: a name and its value. */
public sealed interface HopFact {
    String name();

    /** Words or numbers. */
    record Text(String name, String value) implements HopFact {}

    /** An id or address to copy. */
    record Id(String name, String value) implements HopFact {}

    /** A point in time. */
    record Time(String name, Instant at) implements HopFact {}
}
