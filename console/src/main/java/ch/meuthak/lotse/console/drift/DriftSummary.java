package ch.meuthak.lotse.console.drift;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How things stand.
 *
 * @param acceptedAt when the state was accepted that everything is compared with; absent when there is none yet
 * @param byOperator whether somebody has accepted it; false while it is what was read first
 * @param differences what differs from it, in the order of the kinds
 * @param problem why what is remembered cannot be read or written, and what to do; empty when it can
 */
public record DriftSummary(
        Optional<Instant> acceptedAt, boolean byOperator, List<Drifted> differences, String problem) {

    /** Identifies exactly these differences: a person who accepts all accepts what they have seen. */
    public String mark() {
        return Difference.hash(
                differences.stream().map(one -> one.difference().id()).sorted().collect(Collectors.joining("\n")));
    }
}
