package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deadline;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the candidate under real traffic with the previous release. The candidate must not exit, must stay ready, must keep
 * the traffic, and its rate of 5xx must not be with certainty much above the previous one.
 *
 * <p>The previous rate is that of the minutes from the first step of this deployment to the bake. So both releases saw much the
 * same requests, clients and database. An older rate could excuse a candidate that is worse. If the previous release had too few
 * requests, or the edge or this console restarted, its rate is not known and counts as 0.
 *
 * <p>An edge or a platform that does not answer says nothing about the candidate. Then the bake continues until they answer, at
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

    /** Short at first and when something seems wrong: each look costs the engine, the candidate and this console CPU. */
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
            candidate.running(); // its exit says more than that it is not ready
            throw new StepFailure(
                    "The candidate was no longer ready under traffic: " + settings.readyPath() + " returned " + answer);
        }
    }

    private void checkEdge() throws StepFailure, PlatformException {
        var edge = candidate.site().edge();
        if (!edge.active().equals(Optional.of(candidate.slot()))) {
            throw new StepFailure("The edge moved the traffic away from slot "
                    + candidate.slot().id() + " during the bake.");
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
     * The previous release's rate.
     *
     * @param rate of errors, from 0 to 1
     * @param words end a sentence about the candidate
     */
    private record Measure(double rate, String words) {
        static final Measure UNKNOWN = new Measure(
                0,
                ". The error rate of the previous release is not known, because the edge or the console restarted."
                        + " It counts as 0 %.");

        static Measure of(Traffic old, long least) {
            return old.requests() >= least
                    ? new Measure(old.errorRate(), ", compared with " + errors(old) + " in the previous release.")
                    : new Measure(
                            0,
                            ". The previous release had only " + old.requests()
                                    + " requests since this deployment began: too few to compare. Its error rate counts as 0 %.");
        }
    }
}
