package ch.meuthak.lotse.console.drift;

import java.time.Instant;

/**
 * One line of the timeline.
 *
 * @param sequence counts up; 0 until it is kept
 * @param at when it happened, or when the snapshot was taken in which it was seen
 * @param subject what it is about, {@code sg-1}
 * @param sentence {@code The rule tcp 3306 from 0.0.0.0/0 was added to sg-1.}
 * @param before how it was; empty when it was not there
 * @param after how it is; empty when it is not there
 */
public record Entry(
        long sequence, Instant at, Kind kind, String subject, String sentence, String before, String after) {

    static Entry of(Difference difference, Instant at) {
        return new Entry(
                0,
                at,
                difference.kind(),
                difference.subject(),
                difference.sentence(),
                difference.before(),
                difference.after());
    }

    /** Something that is no difference of two states. */
    static Entry happened(Kind kind, String subject, String sentence, Instant at) {
        return new Entry(0, at, kind, subject, sentence, "", "");
    }

    /** What was done with the accepted state. */
    static Entry accepted(String sentence, Instant at) {
        return new Entry(0, at, Kind.ACCEPTED, "", sentence, "", "");
    }
}
