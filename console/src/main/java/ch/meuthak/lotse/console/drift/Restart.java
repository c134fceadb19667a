package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.LastSeen;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.words.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An instance that was restarted, or got other addresses. It is news until somebody accepts it, and for {@link #TOLD_FOR} at most.
 *
 * @param before how it was
 * @param after how it is
 * @param seenAt when it was first seen so
 * @param unhealthyFrom when its target was first seen unhealthy since then; absent when it never was
 * @param healthyAt when its target was first seen healthy since then; absent when it was not yet
 */
public record Restart(
        LastSeen before, LastSeen after, Instant seenAt, Optional<Instant> unhealthyFrom, Optional<Instant> healthyAt) {

    /** Long enough for a person who starts a lab and then looks. */
    public static final Duration TOLD_FOR = Duration.ofHours(1);

    /** An instance that runs, as it is at that moment. */
    static LastSeen sighted(Instance instance, Instant at) {
        return new LastSeen(instance.id(), at, instance.launchTime(), instance.publicIp(), instance.privateIp());
    }

    static Restart of(LastSeen before, LastSeen after, Instant seenAt) {
        return new Restart(before, after, seenAt, Optional.empty(), Optional.empty());
    }

    static boolean differs(LastSeen one, LastSeen other) {
        return isLater(other, one)
                || !one.publicIp().equals(other.publicIp())
                || !one.privateIp().equals(other.privateIp());
    }

    /** AWS may omit a launch time: then it is not known whether it is another one. */
    private static boolean isLater(LastSeen other, LastSeen one) {
        return one.isLaunchKnown() && other.launchTime().isAfter(one.launchTime());
    }

    /** The same with what is known now: the instance, and its targets when there are any. */
    Restart now(LastSeen sighted, List<Target> targets, Instant at) {
        boolean targeted = !targets.isEmpty() && targets.stream().allMatch(Target::isKnown);
        boolean healthy = targets.stream().allMatch(Target::isHealthy);
        return new Restart(
                before,
                sighted,
                seenAt,
                unhealthyFrom.or(
                        () -> targeted && !healthy && healthyAt.isEmpty() ? Optional.of(at) : Optional.empty()),
                healthyAt.or(() -> targeted && healthy ? Optional.of(at) : Optional.empty()));
    }

    /** How the instance was, with what was seen of its target since. */
    LastSeen lastSeen() {
        return new LastSeen(
                before.instanceId(),
                before.at(),
                before.launchTime(),
                before.publicIp(),
                before.privateIp(),
                unhealthyFrom,
                healthyAt);
    }

    Instant until() {
        return seenAt.plus(TOLD_FOR);
    }

    /** In words, for the list of differences. */
    Difference difference() {
        List<String> sentences = new ArrayList<>();
        if (isLater(after, before)) {
            sentences.add("The instance " + after.instanceId() + " was restarted at " + Times.utc(after.launchTime())
                    + "; before, it was started at " + Times.utc(before.launchTime()) + ".");
        }
        address("public", before.publicIp(), after.publicIp()).ifPresent(sentences::add);
        address("private", before.privateIp(), after.privateIp()).ifPresent(sentences::add);
        return new Difference(
                        Kind.INSTANCE,
                        after.instanceId(),
                        words(before),
                        words(after),
                        String.join(" ", sentences),
                        new Fix(health(), List.of(), ""),
                        false)
                .of(after.instanceId() + data(before) + data(after));
    }

    private static String data(LastSeen one) {
        return " " + one.launchTime() + " " + one.publicIp() + " " + one.privateIp();
    }

    private Optional<String> address(String which, String was, String is) {
        return was.equals(is)
                ? Optional.empty()
                : Optional.of("The " + which + " address of " + after.instanceId() + " is " + orNone(is) + " and was "
                        + orNone(was) + ".");
    }

    private static String orNone(String address) {
        return address.isEmpty() ? "none" : address;
    }

    private static String words(LastSeen one) {
        return "launched " + (one.isLaunchKnown() ? Times.utc(one.launchTime()) : "not known") + ", public "
                + orNone(one.publicIp()) + ", private " + orNone(one.privateIp());
    }

    private String health() {
        return healthyAt
                .map(at -> unhealthyFrom.isPresent()
                        ? "Its target was unhealthy until " + Times.utc(at) + "."
                        : "Its target was healthy when it was seen again.")
                .or(() -> unhealthyFrom.map(from -> "Its target has been unhealthy since " + Times.utc(from) + "."))
                .orElse("");
    }
}
