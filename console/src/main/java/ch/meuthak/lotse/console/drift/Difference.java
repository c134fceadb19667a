package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.server.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * One thing that has changed.
 *
 * @param id what it is accepted by: 16 hex digits of what was read, and of no sentence. When the thing changes once more it is
 *     another one, so that nobody accepts what they have not seen
 * @param subject what it is about, {@code sg-1}
 * @param before how it was; empty when it was not there
 * @param after how it is; empty when it is not there
 * @param sentence {@code The rule tcp 3306 from 0.0.0.0/0 was added to sg-1.}
 * @param undo what undoes it; without commands when no AWS command can
 * @param drift whether it is a difference from the baseline. What AWS or a restart does (health, states, renewals, lent addresses) is in the
 *     timeline and never drift
 */
public record Difference(
        String id, Kind kind, String subject, String before, String after, String sentence, Fix undo, boolean drift) {
    private static final int ID_DIGITS = 16;

    Difference(Kind kind, String subject, String before, String after, String sentence, Fix undo, boolean drift) {
        this("", kind, subject, before, after, sentence, undo, drift);
    }

    /** Nothing to undo, and nothing to accept. */
    static Difference told(Kind kind, String subject, String before, String after, String sentence) {
        return new Difference(kind, subject, before, after, sentence, Undo.NONE, false);
    }

    /** The same with its id. */
    Difference of(String data) {
        return new Difference(hash(kind.id() + '\n' + data), kind, subject, before, after, sentence, undo, drift);
    }

    static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }
}
