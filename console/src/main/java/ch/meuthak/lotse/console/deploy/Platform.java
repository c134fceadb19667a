package ch.meuthak.lotse.console.deploy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs releases, as processes of this machine or as containers. Every call has a deadline, and throws {@link
 * PlatformException} with a sentence for the operator. Every call is idempotent, so that a deployment can be resumed.
 */
public interface Platform {

    /** The release with the digest if it is kept here or can be pulled; otherwise absent. */
    Optional<Release> find(String digest) throws PlatformException;

    /**
     * How the release would be started now. It changes nothing and does not pull.
     *
     * @throws PlatformException when the release is not kept here, or its artifact cannot be read
     */
    Specification inspect(Release release) throws PlatformException;

    /**
     * Checks before any change that there is disk and memory for the release beside the serving one, and that the engine
     * answers.
     *
     * @throws PlatformException when the deployment should not start; the message has the numbers
     */
    void admit(Release release) throws PlatformException;

    /** Fetches the release's artifact and verifies its digest. */
    void pull(Release release, Consumer<String> progress) throws PlatformException, InterruptedException;

    /** Starts the release in the slot, which must be free. It returns when the release runs, before it is ready. */
    Running start(Release release, Slot slot) throws PlatformException, InterruptedException;

    /**
     * The difference between the configuration that the operator has prepared and that of the release in the slot. Nothing if
     * none is prepared or it is the same. Where releases get the console's own configuration, none can be prepared.
     *
     * @param serving the slot with the traffic
     */
    default PreparedChange preparedConfiguration(Slot serving) throws PlatformException {
        return PreparedChange.NONE;
    }

    /**
     * As {@link #start}, with the configuration that the operator has prepared.
     *
     * @param confirmed must be exactly the change against the release in the other slot
     * @throws PlatformException also when another configuration was prepared meanwhile
     */
    default Running startPrepared(Release release, Slot slot, PreparedChange confirmed)
            throws PlatformException, InterruptedException {
        throw new PlatformException(
                "A release gets the console's configuration here. To change it, restart the console.");
    }

    /** As {@link #start}, with the configuration from the release's last start in this slot. */
    default Running startAgain(Release release, Slot slot) throws PlatformException, InterruptedException {
        return start(release, slot);
    }

    /**
     * Whether no release runs because a replacement without the console was interrupted halfway, for example one by Compose.
     * False if somebody has just stopped the release.
     */
    default boolean leftHalfway() throws PlatformException {
        return false;
    }

    /** The release that runs in the slot; absent if none does, also after an exit. */
    Optional<Running> running(Slot slot) throws PlatformException;

    /** Asks the release in the slot to exit, waits at most {@code grace}, then kills it. Does nothing to a free slot. */
    void stop(Slot slot, Duration grace) throws PlatformException, InterruptedException;

    /** The remains of the last release in the slot. They are kept until the next start there. */
    Remains remains(Slot slot, int lines) throws PlatformException;

    /** The hosts that do not answer the release in the slot, as far as that can be seen. */
    default Unanswered unanswered(Slot slot) throws PlatformException {
        return Unanswered.NONE;
    }

    /** The releases whose artifacts are kept, newest first. */
    List<Release> kept() throws PlatformException;

    /**
     * Removes the artifacts of all kept releases but these and the newest ones. It never removes those of a running release, or
     * of one that is published meanwhile.
     */
    void prune(List<Release> keep, int newest) throws PlatformException;

    /**
     * A running release.
     *
     * @param id of the process or container
     * @param startedAt its last start; another instant with the same id means that the engine restarted it
     * @param address of its HTTP server, for the checks and the edge: {@code http://127.0.0.1:41233}
     * @param ours whether a deployment started it; false if Compose or an operator did
     */
    record Running(Release release, Slot slot, String id, Instant startedAt, URI address, boolean ours) {

        /** Started by a deployment. */
        public Running(Release release, Slot slot, String id, Instant startedAt, URI address) {
            this(release, slot, id, startedAt, address, true);
        }

        /** Whether this is the same run as {@code earlier}, without a restart. */
        public boolean isSameRunAs(Running earlier) {
            return id.equals(earlier.id) && startedAt.equals(earlier.startedAt);
        }
    }

    /**
     * How a release is started, as far as an operator may see it.
     *
     * @param artifact the image's reference {@code repository@sha256:...}, or the jar's path
     * @param builtAt from the build or the image; absent without it
     * @param environment the sorted names of its variables, from the image, the container's specification and the console. Never a
     *     value, which may be a secret
     */
    record Specification(String artifact, Optional<Instant> builtAt, List<String> environment) {
        public Specification {
            environment = environment.stream().sorted().distinct().toList();
        }
    }

    /**
     * The state and the output of the last release in a slot.
     *
     * @param exitCode absent while it runs, and if the code is not known
     * @param state the end of a sentence: {@code exited with code 3}, {@code runs}, {@code was never started}
     * @param lastLines of its output, oldest first
     */
    record Remains(Optional<Integer> exitCode, String state, List<String> lastLines) {}
}
