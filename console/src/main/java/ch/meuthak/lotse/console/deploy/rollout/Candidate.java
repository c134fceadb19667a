package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deadline;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.PreparedChange;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The release that a deployment starts: its slot, its container or process, its answers, and the previous release. */
final class Candidate {
    private static final Logger LOG = Logger.getLogger(Candidate.class.getName());
    private static final int MOST_ANSWERS = 20;

    private final DeploymentContext site;
    private Release release;
    private final Slot slot;
    private final PreparedChange configuration;
    private final Optional<DeploymentContext.Placed> previous;
    private final InstantSource clock;
    private Optional<HealthProbe.Answer> last = Optional.empty();
    private final Deque<String> answers = new ArrayDeque<>();
    private @Nullable Running started;
    private @Nullable Traffic previousTraffic;
    private boolean wasReady;

    Candidate(
            DeploymentContext site,
            Deployment asked,
            Slot slot,
            Optional<DeploymentContext.Placed> previous,
            InstantSource clock) {
        this.site = site;
        this.release = asked.release();
        this.configuration = asked.change();
        this.slot = slot;
        this.previous = previous;
        this.clock = clock;
    }

    DeploymentContext site() {
        return site;
    }

    Release release() {
        return release;
    }

    Slot slot() {
        return slot;
    }

    /** Asks the release for its version if nothing said so before it ran: an image may have no label. */
    void learnVersion() throws StepFailure, PlatformException, InterruptedException {
        if (release.version().isEmpty()) {
            release = new Release(release.digest(), site.version(running()), release.revision());
        }
    }

    /** The previous release, in the other slot; absent at the first deployment. */
    Optional<DeploymentContext.Placed> previous() {
        return previous;
    }

    /** Begins to count the previous release's traffic. If the edge does not answer now, that traffic is not known, and nothing waits. */
    void countPrevious() {
        if (previous.isPresent()) {
            try {
                previousTraffic = site.edge().traffic(previous.get().slot());
            } catch (PlatformException e) {
                LOG.log(Level.FINE, "The traffic of the previous release is not known: {0}", e.getMessage());
            }
        }
    }

    /** The counters of the previous release's slot at that time; absent when they are not known. */
    Optional<Traffic> previousTraffic() {
        return Optional.ofNullable(previousTraffic);
    }

    void start() throws PlatformException, InterruptedException {
        started = configuration.isEmpty()
                ? site.platform().start(release, slot)
                : site.platform().startPrepared(release, slot, configuration);
    }

    /** The running candidate. */
    Running running() throws StepFailure, PlatformException {
        Running now = site.platform().running(slot).orElseThrow(this::ended);
        if (started != null && !now.isSameRunAs(started)) {
            throw ended();
        }
        started = now;
        return now;
    }

    private StepFailure ended() {
        return new StepFailure("The candidate failed " + (wasReady ? "after it was ready" : "while starting") + ": it "
                + state() + ".");
    }

    private String state() {
        try {
            return site.platform().remains(slot, 1).state();
        } catch (PlatformException e) {
            return "ended, and the platform does not report how";
        }
    }

    /** Asks its readiness path. */
    HealthProbe.Answer ready() throws StepFailure, PlatformException, InterruptedException {
        var answer = site.ready(running());
        wasReady |= answer.isOk();
        if (answers.size() == MOST_ANSWERS) {
            answers.removeFirst();
        }
        last = Optional.of(answer);
        answers.addLast(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + answer);
        return answer;
    }

    /** Until it was ready several times in a row. */
    void awaitReady() throws StepFailure, PlatformException, InterruptedException {
        var settings = site.settings();
        var deadline = site.deadline(settings.checkDeadline());
        for (int inARow = 0; inARow < settings.readyInARow(); deadline.pause(settings.checkInterval())) {
            var answer = ready();
            inARow = answer.isOk() ? inARow + 1 : 0;
            if (inARow < settings.readyInARow() && deadline.isPast()) {
                throw new StepFailure("The candidate was not ready within " + deadline + ". " + settings.readyPath()
                        + " last returned " + answer);
            }
        }
    }

    Optional<HealthProbe.Answer> lastAnswer() {
        return last;
    }

    List<String> answers() {
        return List.copyOf(answers);
    }

    /**
     * Returns when the traffic goes to the candidate and it reports the requested release. Waits a little for that, and longer
     * for an edge or a platform that does not answer.
     */
    void proveThatItServes() throws StepFailure, PlatformException, InterruptedException {
        var wrongUntil = site.deadline(site.settings().answerDeadline().multipliedBy(5));
        var unknownUntil = site.deadline(site.settings().checkDeadline());
        Duration pause = site.settings().checkInterval();
        while (!serves(wrongUntil, unknownUntil)) {
            site.deadline(pause).pause(pause);
        }
    }

    private boolean serves(Deadline wrongUntil, Deadline unknownUntil)
            throws StepFailure, PlatformException, InterruptedException {
        try {
            Optional<String> wrong = whyItDoesNotServe();
            if (wrong.isPresent() && wrongUntil.isPast()) {
                throw new StepFailure(wrong.get());
            }
            return wrong.isEmpty();
        } catch (PlatformException e) {
            if (unknownUntil.isPast()) {
                throw unknown(e);
            }
            return false;
        }
    }

    /** The edge or the platform did not answer for long: that is not the candidate's fault. */
    static PlatformException unknown(PlatformException why) {
        return new PlatformException("The candidate could not be checked, and may be good: " + why.getMessage(), why);
    }

    private Optional<String> whyItDoesNotServe() throws StepFailure, PlatformException, InterruptedException {
        Running running = running();
        if (!site.edge().active().equals(Optional.of(slot))) {
            return Optional.of("The edge does not send the traffic to slot " + slot.id()
                    + ", although the console has switched it.");
        }
        try {
            return site.difference(running, release);
        } catch (StepFailure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
