package ch.meuthak.lotse.console.diagnosis;

import java.time.Instant;

/**
 * A request that the console made.
 *
 * @param url what was asked for
 * @param status the answer's code; 0 when no answer came
 * @param release what the answer says in {@code X-Release}; empty when it does not
 * @param failure why no answer came, as half a sentence, {@code the connection was refused}; empty when one came
 * @param at when it was
 */
public record HttpVisit(String url, int status, String release, String failure, Instant at) {

    /** Whether the service answered: anything but an error of a server. */
    boolean answers() {
        return status > 0 && status < 500;
    }

    String outcome() {
        return url + (status == 0 ? " gets no answer: " + failure + "." : " answers " + status + ".");
    }
}
