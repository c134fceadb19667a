package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Deployment.Evidence;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The course of one deployment. Every entry is on disk before anybody sees it and before its step begins. One thread at a time
 * writes it, and all may read it.
 */
final class Logbook {
    private static final Logger LOG = Logger.getLogger(Logbook.class.getName());

    private final Journal journal;
    private final String idempotencyKey;
    private final String wish;
    private final DeploymentLog log;
    private final InstantSource clock;
    private final Consumer<Deployment> changed;
    private volatile Deployment now;

    Logbook(
            Journal journal,
            Journal.Entry entry,
            DeploymentLog log,
            InstantSource clock,
            Consumer<Deployment> changed) {
        this.journal = journal;
        this.idempotencyKey = entry.idempotencyKey();
        this.wish = entry.wish();
        this.now = entry.deployment();
        this.log = log;
        this.clock = clock;
        this.changed = changed;
    }

    Deployment now() {
        return now;
    }

    Instant time() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Adds a line to the deployment's log. */
    void say(String sentence) {
        log.say(now.id(), sentence);
    }

    /** Begins a step; the previous step succeeded. */
    void begin(DeploymentState state, Optional<Slot> slot) {
        List<Deployment.Step> steps = ended("ok");
        steps.add(new Deployment.Step(state.id(), time(), Optional.empty(), ""));
        write(changed(state, slot, steps, now.failure(), now.evidence(), Optional.empty()));
        say("Step " + state.id() + slot.map(in -> " in slot " + in.id()).orElse("") + ".");
    }

    /** The console stopped in the last step, which so has no end. */
    void interrupted() {
        List<Deployment.Step> steps = new ArrayList<>(now.steps());
        if (!steps.isEmpty() && isOpen(steps.getLast())) {
            var step = steps.removeLast();
            steps.add(new Deployment.Step(
                    step.name(), step.startedAt(), Optional.empty(), "The console stopped in this step."));
        }
        say("The console stopped in step " + now.state().id() + ". The next console continues.");
        now = changed(now.state(), now.slot(), steps, now.failure(), now.evidence(), Optional.empty());
    }

    /** More is known of the release now that it runs. It is written with the next step. */
    void learned(Release release) {
        if (!release.equals(now.release())) {
            now = now.withRelease(release);
            changed.accept(now);
        }
    }

    /** The open requests of the previous release. The journal gets them at the end: after a crash they are counted again. */
    void draining(OpenRequests open) {
        now = now.withOpen(open);
        changed.accept(now);
    }

    /**
     * Decides to roll the deployment back. This does not wait for a journal that cannot be written: after a crash the state
     * that is there already leads to the same decision.
     */
    void failing(String failure, DeploymentState end) {
        say("Failed in step " + now.state().id() + ": " + failure);
        var next = changed(now.state(), now.slot(), ended(failure), failure, now.evidence(), Optional.empty())
                .withEnding(end);
        try {
            write(next);
        } catch (JournalException e) {
            LOG.log(Level.WARNING, "Deployment {0} is rolled back before the journal has it: {1}", new Object[] {
                now.id(), e.getMessage()
            });
            now = next;
        }
    }

    /** Keeps the evidence; does not return before it is on disk. */
    void keep(Evidence evidence) throws InterruptedException {
        writeSurely(
                changed(now.state(), now.slot(), now.steps(), now.failure(), Optional.of(evidence), Optional.empty()));
    }

    /** Ends the deployment; does not return before that is on disk. */
    void finish(DeploymentState end, String failure) throws InterruptedException {
        say("The deployment is over: " + end.id() + "." + (failure.isEmpty() ? "" : " " + failure));
        writeSurely(finished(end, failure));
    }

    /** Ends a deployment that never began, or leaves it as it is when the journal cannot be written. */
    void cancel(String why) {
        write(finished(DeploymentState.CANCELLED, why));
        say("The deployment is over: cancelled. " + why);
    }

    private Deployment finished(DeploymentState end, String failure) {
        String result = failure.isEmpty() ? "ok" : failure;
        return changed(end, now.slot(), ended(result), failure, now.evidence(), Optional.of(time()));
    }

    /** The steps with the last one ended, if it runs. */
    private List<Deployment.Step> ended(String result) {
        List<Deployment.Step> steps = new ArrayList<>(now.steps());
        if (!steps.isEmpty() && isOpen(steps.getLast())) {
            var step = steps.removeLast();
            steps.add(new Deployment.Step(step.name(), step.startedAt(), Optional.of(time()), result));
        }
        return steps;
    }

    private static boolean isOpen(Deployment.Step step) {
        return step.finishedAt().isEmpty() && step.result().isEmpty();
    }

    private Deployment changed(
            DeploymentState state,
            Optional<Slot> slot,
            List<Deployment.Step> steps,
            String failure,
            Optional<Evidence> evidence,
            Optional<Instant> finishedAt) {
        return now.at(state, finishedAt, now.release(), slot, List.copyOf(steps), failure, evidence, now.open());
    }

    private void write(Deployment next) {
        journal.write(new Journal.Entry(next, idempotencyKey, wish));
        now = next;
        changed.accept(next);
    }

    private void writeSurely(Deployment next) throws InterruptedException {
        Retry.until("Deployment " + next.id() + " is not in the journal yet", () -> {
            write(next);
            return next;
        });
    }
}
