package ch.meuthak.lotse.console.facts;

import java.time.Instant;
import java.util.Optional;

/**
 * A request that the console made.
 *
 * @param url what was asked for
 * @param status the answer's code; 0 when no answer came
 * @param release what the answer says in {@code X-Release}; empty when it does not
 * @param failure why no answer came, as half a sentence, {@code the connection was refused}; empty when one came
 * @param latency where the time went; absent when no answer came
 * @param at when it began
 */
public record HttpVisit(String url, int status, String release, String failure, Optional<Latency> latency, Instant at) {

    /** A request that got an answer. */
    public static HttpVisit answered(String url, int status, String release, Latency latency, Instant at) {
        return new HttpVisit(url, status, release, "", Optional.of(latency), at);
    }

    /** A request that got none. */
    public static HttpVisit unanswered(String url, String failure, Instant at) {
        return new HttpVisit(url, 0, "", failure, Optional.empty(), at);
    }

    /** Whether the service answered: anything but an error of a server. */
    public boolean answers() {
        return status > 0 && status < 500;
    }

    /** Whether the service answered, and not an edge that redirects. */
    public boolean isServed() {
        return answers() && status / 100 != 3;
    }

    public String outcome() {
        return url + (status == 0 ? " gets no answer: " + failure + "." : " answers " + status + ".");
    }

    /** The same but for when it was and how long it took. */
    boolean saysTheSameAs(HttpVisit other) {
        return url.equals(other.url)
                && status == other.status
                && release.equals(other.release)
                && failure.equals(other.failure);
    }
}
