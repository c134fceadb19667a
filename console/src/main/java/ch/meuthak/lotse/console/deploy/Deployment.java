package ch.meuthak.lotse.console.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One deployment in the journal.
 *
 * @param id short, URL-safe, sortable by time
 * @param requestedBy {@code operator}, {@code api}, {@code hook} or {@code start}
 * @param origin the verified caller; absent unless it came through the hook
 * @param reason in the caller's words; empty when none was given
 * @param rollback whether a rollback was requested. {@link DeploymentState#ROLLED_BACK} is something else: the end of any
 *     deployment whose candidate failed with the traffic
 * @param configuration what it changes of the release's configuration; empty unless that was requested
 * @param fingerprint of the confirmed configuration; absent unless it changes one
 * @param finishedAt absent while it runs or waits
 * @param release the requested release
 * @param slot of the candidate; absent until it is chosen
 * @param failure one or two sentences; empty unless it failed
 * @param ending {@code FAILED} or {@code CANCELLED}, during its rollback; absent until that is decided
 * @param evidence of a failed candidate, kept before it was removed; absent when there is none
 * @param open the open requests of the previous release at the last look. During the drain the console waits for them; after
 *     the stop, they are those that the stop cut, or that ended in its grace. Absent until the drain
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

    /** The same deployment, one step later. */
    public Deployment at(
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

    /** With the decision how it ends. */
    public Deployment withEnding(DeploymentState end) {
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

    /** With more details of its release. */
    public Deployment withRelease(Release known) {
        return at(state, finishedAt, known, slot, steps, failure, evidence, open);
    }

    /** With the open requests of the previous release. */
    public Deployment withOpen(OpenRequests now) {
        return at(state, finishedAt, release, slot, steps, failure, evidence, Optional.of(now));
    }

    /** The confirmed change of the configuration. */
    public PreparedChange change() {
        return new PreparedChange(fingerprint.orElse(""), configuration);
    }

    /** Without a change of the configuration, and before the drain. */
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

    /** How it ended, in one sentence: {@code Deployment of 1.2.0 (0123456789ab) for operator succeeded.} */
    public String outcome() {
        String name = release.version().isEmpty()
                ? release.shortDigest()
                : release.version() + " (" + release.shortDigest() + ")";
        if (steps.isEmpty()) {
            return "Release " + name + " serves. " + reason;
        }
        String end =
                switch (state) {
                    case SUCCEEDED -> " succeeded";
                    case ROLLED_BACK -> " was rolled back";
                    case CANCELLED -> " was cancelled";
                    default -> " failed";
                };
        return (rollback ? "Rollback to " : "Deployment of ") + name + " for " + requestedBy + end
                + (failure.isEmpty() ? "." : ". " + failure);
    }

    /** Before its first step. */
    public static Deployment requested(
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
     * The verified caller.
     *
     * @param name one line, {@code github OWNER/REPO run 123 by ACTOR} or {@code hmac}
     * @param url of the run, for people; empty without one
     */
    public record Origin(String name, String url) {}

    /**
     * One step. It is written before it begins.
     *
     * @param name the id of its state, {@code pulling}
     * @param finishedAt absent while it runs, and if the console died in it
     * @param result {@code ok}, or the failure; empty while it runs
     */
    public record Step(String name, Instant startedAt, Optional<Instant> finishedAt, String result) {}

    /**
     * The remains of a failed candidate.
     *
     * @param exitCode absent if it still ran
     * @param lastLogLines at most 100, oldest first
     * @param healthAnswers the last answers of its readiness path, oldest first
     */
    public record Evidence(Optional<Integer> exitCode, List<String> lastLogLines, List<String> healthAnswers) {}
}
