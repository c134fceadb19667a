package ch.meuthak.lotse.console.diagnosis;

import java.util.List;

/**
 * Parts that could not be read, all for the same reason.
 *
 * @param what the parts, {@code the listeners}; never empty
 * @param why one or two sentences that end with what to do, when something can be done
 */
public record NotKnown(List<String> what, String why) {

    /** {@code the listeners, the rules of a listener}. */
    public String parts() {
        return String.join(", ", what);
    }
}
