package ch.meuthak.lotse.console.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One deployment as the journal has it.
 *
 * @param id short, URL-safe, sortable by time
 * @param requestedBy who asked: {@code operator}, {@code api}, {@code hook}, {@code start}
 * @param origin whose call it was; absent unless it came through the hook
 * @param reason why, in the caller's words; empty when none was given
 * @param rollback whether it was asked for as a rollback. Not to be confused with its end {@link DeploymentState#ROLLED_BACK},
 *     which any deployment may have whose candidate was bad
 * @param configuration what of the release's configuration it changes; empty unless it was asked for as a change of it
 * @param fingerprint of the configuration that was confirmed; absent unless it changes one
 * @param finishedAt absent while it runs or waits
 * @param release what was asked for
 * @param slot where the candidate runs; absent until one was chosen
 * @param failure one or two sentences that say what went wrong; empty unless it did
 * @param ending how it ends once it is put back, {@code FAILED} or {@code CANCELLED}; absent until that is decided
 * @param evidence what was kept of a failed candidate before it was removed; absent when there is none
 * @param open the requests that the release from before had not ended when that was looked at last: while it drains, those that
 *     are waited for; from its stop on, those that the stop cut, some of which it may have ended in its grace. Absent until it
 *     drains
 */
public record Deployment(
        String id,
        DeploymentState state,
        String requestedBy,
        Optional<Origin> origin,
        String reason,
        boolean rollback,
        List<ConfigurationPart> configuration,
        Optional<String> fingerprint,
        Instant requestedAt,
        Optional<Instant> finishedAt,
        Release release,
        Optional<Slot> slot,
        List<Step> steps,
        String failure,
        Optional<DeploymentState> ending,
        Optional<Evidence> evidence,
        Optional<OpenRequests> open) {

    /** The same wish, further on its way. */
    Deployment at(
            DeploymentState nextState,
            Optional<Instant> end,
            Release known,
            Optional<Slot> place,
            List<Step> done,
            String wrong,
            Optional<Evidence> left,
            Optional<OpenRequests> stillOpen) {
        return new Deployment(
                id,
                nextState,
                requestedBy,
                origin,
                reason,
                rollback,
                configuration,
                fingerprint,
                requestedAt,
                end,
                known,
                place,
                done,
                wrong,
                ending,
                left,
                stillOpen);
    }

    /** The same once it is decided how it ends. */
    Deployment withEnding(DeploymentState end) {
        return new Deployment(
                id,
                state,
                requestedBy,
                origin,
                reason,
                rollback,
                configuration,
                fingerprint,
                requestedAt,
                finishedAt,
                release,
                slot,
                steps,
                failure,
                Optional.of(end),
                evidence,
                open);
    }

    /** The same with more known of its release. */
    Deployment withRelease(Release known) {
        return at(state, finishedAt, known, slot, steps, failure, evidence, open);
    }

    /** The same with what its predecessor still has. */
    Deployment withOpen(OpenRequests now) {
        return at(state, finishedAt, release, slot, steps, failure, evidence, Optional.of(now));
    }

    /** What it changes of the configuration, as it was confirmed. */
    PreparedChange change() {
        return new PreparedChange(fingerprint.orElse(""), configuration);
    }

    /** One that changes nothing of the configuration, and whose predecessor has not begun to drain. */
    public Deployment(
            String id,
            DeploymentState state,
            String requestedBy,
            Optional<Origin> origin,
            String reason,
            boolean rollback,
            Instant requestedAt,
            Optional<Instant> finishedAt,
            Release release,
            Optional<Slot> slot,
            List<Step> steps,
            String failure,
            Optional<Evidence> evidence) {
        this(
                id,
                state,
                requestedBy,
                origin,
                reason,
                rollback,
                List.of(),
                Optional.empty(),
                requestedAt,
                finishedAt,
                release,
                slot,
                steps,
                failure,
                Optional.empty(),
                evidence,
                Optional.empty());
    }

    /** As it is before anything is done. */
    static Deployment requested(
            String id, DeploymentRequest request, Release release, PreparedChange configuration, Instant at) {
        return new Deployment(
                id,
                DeploymentState.REQUESTED,
                request.requestedBy(),
                request.origin(),
                request.reason(),
                request.rollback(),
                configuration.parts(),
                Optional.of(configuration.fingerprint()).filter(shown -> !shown.isEmpty()),
                at,
                Optional.empty(),
                release,
                Optional.empty(),
                List.of(new Step(DeploymentState.REQUESTED.id(), at, Optional.empty(), "")),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Whose call asked for it, as was proved.
     *
     * @param name one line, {@code github OWNER/REPO run 123 by ACTOR} or {@code hmac}
     * @param url where people can look at the run; empty when nowhere
     */
    public record Origin(String name, String url) {}

    /**
     * One step. It is written when it begins, before anything is done.
     *
     * @param name the state it belongs to, {@code pulling}
     * @param finishedAt absent while it runs, and for ever when the console died in it
     * @param result {@code ok}, or one sentence why not; empty while it runs
     */
    public record Step(String name, Instant startedAt, Optional<Instant> finishedAt, String result) {}

    /**
     * What a failed candidate left behind.
     *
     * @param exitCode absent when it was still running
     * @param lastLogLines at most 100, oldest first
     * @param healthAnswers the last answers of its readiness path, oldest first
     */
    public record Evidence(Optional<Integer> exitCode, List<String> lastLogLines, List<String> healthAnswers) {}
}
