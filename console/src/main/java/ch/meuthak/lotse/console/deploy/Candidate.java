package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Platform.Running;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The release on its way: its slot, what it runs as, what it answered, and what serves until it does. */
final class Candidate {
    private static final int MOST_ANSWERS = 20;

    private final DeploymentContext site;
    private Release release;
    private final Slot slot;
    private final PreparedChange configuration;
    private final Optional<DeploymentContext.Placed> previous;
    private final InstantSource clock;
    private final Deque<String> answers = new ArrayDeque<>();
    private @Nullable Running started;
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

    /** Asks what its version is, when nothing said so before it ran: an image may carry no label with it. */
    void learnVersion() throws StepFailure, PlatformException, InterruptedException {
        if (release.version().isEmpty()) {
            release = new Release(release.digest(), site.version(running()), release.revision());
        }
    }

    /** What served before, in the other slot; absent at the first deployment. */
    Optional<DeploymentContext.Placed> previous() {
        return previous;
    }

    void start() throws PlatformException, InterruptedException {
        started = configuration.isEmpty()
                ? site.platform().start(release, slot)
                : site.platform().startPrepared(release, slot, configuration);
    }

    /** It, as it runs. */
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
            return "ended, and its platform does not say how";
        }
    }

    /** Asks its readiness path. */
    HealthProbe.Answer ready() throws StepFailure, PlatformException, InterruptedException {
        var answer = site.ready(running());
        wasReady |= answer.isOk();
        if (answers.size() == MOST_ANSWERS) {
            answers.removeFirst();
        }
        answers.addLast(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + answer);
        return answer;
    }

    List<String> answers() {
        return List.copyOf(answers);
    }

    /** Whether the traffic goes to it and it says that it is the release asked for; waits a little for that. */
    void proveThatItServes() throws StepFailure, PlatformException, InterruptedException {
        var deadline = site.deadline(site.settings().answerDeadline().multipliedBy(5));
        Optional<String> wrong = whyItDoesNotServe();
        while (wrong.isPresent() && !deadline.isPast()) {
            deadline.pause(site.settings().checkInterval());
            wrong = whyItDoesNotServe();
        }
        if (wrong.isPresent()) {
            throw new StepFailure(wrong.get());
        }
    }

    private Optional<String> whyItDoesNotServe() throws StepFailure, PlatformException, InterruptedException {
        Running running = running();
        if (!site.edge().active().equals(Optional.of(slot))) {
            return Optional.of("The edge does not send the traffic to slot " + slot.id() + ", as it was told to.");
        }
        try {
            return site.difference(running, release);
        } catch (StepFailure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
