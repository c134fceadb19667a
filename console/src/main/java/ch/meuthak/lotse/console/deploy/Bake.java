package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a candidate must show with real traffic that it is as good as the old release: it does not exit, it
 * stays ready, it keeps the traffic, and its rate of 5xx is not with certainty much above the old one's.
 *
 * <p>The old one's is that of the minutes in which this deployment was prepared: from its first step to the bake. So both saw
 * much the same requests, from the same clients, with the same database behind them. What it did last week, or what was in its
 * slot before it, would excuse a candidate that is worse. Where the old release had too few requests in that time, or the edge
 * has started again since, or this console has, its rate is not known, and counts as 0.
 *
 * <p>An edge or a platform that does not answer says nothing about the candidate: the bake then goes on until they do, at
 * most one check deadline longer.
 */
final class Bake {
    private static final int OFTEN = 12;
    private static final int CALMLY = 4;

    private final Candidate candidate;
    private final Slot oldSlot;
    private final DeploymentSettings settings;
    private @Nullable Traffic atStart;
    private @Nullable Deadline unknownUntil;
    private Measure old = Measure.UNKNOWN;
    private int unready;

    Bake(Candidate candidate, Slot oldSlot) {
        this.candidate = candidate;
        this.oldSlot = oldSlot;
        this.settings = candidate.site().settings();
    }

    void await() throws StepFailure, PlatformException, InterruptedException {
        var end = Deadline.in(settings.bake(), GivenTime.ALL);
        for (int looks = 1; !end.isPast() || unknownUntil != null; looks++) {
            look();
            Duration pause = pause(looks);
            candidate.site().deadline(pause).pause(pause);
        }
    }

    /** Often at first and when something seems wrong; each look is work for the engine, the candidate and this console. */
    private Duration pause(int looks) {
        return looks < OFTEN || unready > 0
                ? settings.checkInterval()
                : settings.checkInterval().multipliedBy(CALMLY);
    }

    private void look() throws StepFailure, PlatformException, InterruptedException {
        try {
            checkReadiness();
            checkEdge();
            unknownUntil = null;
        } catch (PlatformException e) {
            if (unknownUntil == null) {
                unknownUntil = candidate.site().deadline(settings.checkDeadline());
            } else if (unknownUntil.isPast()) {
                throw Candidate.unknown(e);
            }
        }
    }

    private void checkReadiness() throws StepFailure, PlatformException, InterruptedException {
        var answer = candidate.ready();
        unready = answer.isOk() ? 0 : unready + 1;
        if (unready >= settings.unreadyInARow()) {
            candidate.running(); // one that has exited is not ready either, and that says more
            throw new StepFailure("With the traffic on it the candidate was not ready any more: " + settings.readyPath()
                    + " answered " + answer);
        }
    }

    private void checkEdge() throws StepFailure, PlatformException {
        var edge = candidate.site().edge();
        if (!edge.active().equals(Optional.of(candidate.slot()))) {
            throw new StepFailure("The edge took the traffic away from slot "
                    + candidate.slot().id() + " while it baked.");
        }
        Traffic now = edge.traffic(candidate.slot());
        if (atStart == null) {
            Traffic oldNow = edge.traffic(oldSlot);
            old = candidate
                    .previousTraffic()
                    .flatMap(oldNow::since)
                    .map(did -> Measure.of(did, settings.bakeRequests()))
                    .orElse(Measure.UNKNOWN);
            atStart = now;
        }
        judge(now.since(atStart).orElse(now)); // an edge that has started again gave it alone the traffic
    }

    private void judge(Traffic traffic) throws StepFailure {
        if (traffic.requests() >= settings.bakeRequests()
                && traffic.certainErrorRate() > old.rate() + settings.bakeErrorRate()) {
            throw new StepFailure(errors(traffic) + " failed in the candidate" + old.words());
        }
    }

    private static String errors(Traffic traffic) {
        return String.format(
                Locale.ROOT,
                "%d of %d requests (%.1f %%)",
                traffic.serverErrors(),
                traffic.requests(),
                100 * traffic.errorRate());
    }

    /**
     * What a candidate is held against.
     *
     * @param rate of errors, from 0 to 1
     * @param words end a sentence about the candidate
     */
    private record Measure(double rate, String words) {
        static final Measure UNKNOWN = new Measure(
                0,
                ". What the old release did since this deployment began is not known: the edge or the console has started again."
                        + " So its rate counts as 0 %.");

        static Measure of(Traffic old, long least) {
            return old.requests() >= least
                    ? new Measure(
                            old.errorRate(),
                            ", against " + errors(old) + " in the old release since this deployment began.")
                    : new Measure(
                            0,
                            ". The old release had only " + old.requests()
                                    + " requests since this deployment began, too few to compare. So its rate counts as 0 %.");
        }
    }
}
