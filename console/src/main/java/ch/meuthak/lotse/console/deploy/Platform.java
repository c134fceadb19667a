package ch.meuthak.lotse.console.deploy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where releases run: processes on this machine, or containers. Every call has a deadline of its own and throws {@link
 * PlatformException} with a sentence for the operator; every call is idempotent, so that a deployment can be resumed.
 */
public interface Platform {

    /** The release with the digest, when it is kept here or can be fetched; absent when it cannot be deployed from here. */
    Optional<Release> find(String digest) throws PlatformException;

    /**
     * What the release would be started as if it were deployed now. Looks, and changes nothing; does not pull.
     *
     * @throws PlatformException when the release is not kept here, or its artifact cannot be read
     */
    Specification inspect(Release release) throws PlatformException;

    /**
     * Looks before anything is touched: is there room (disk, memory) for the release beside the serving one, does the
     * engine answer.
     *
     * @throws PlatformException when it should not be tried; the message has the numbers
     */
    void admit(Release release) throws PlatformException;

    /** Makes the release's artifact present and verifies that it is the one that was asked for. */
    void pull(Release release, Consumer<String> progress) throws PlatformException, InterruptedException;

    /** Starts the release in the slot, which must be free; returns when it runs, not when it is ready. */
    Running start(Release release, Slot slot) throws PlatformException, InterruptedException;

    /**
     * What would be another part if the configuration that the operator has prepared took the place of that which the release in
     * the slot runs with. None when none is prepared or it is the same. A platform whose releases get the console's own
     * configuration has none to prepare.
     *
     * @param serving the slot whose release has the traffic
     */
    default PreparedChange preparedConfiguration(Slot serving) throws PlatformException {
        return PreparedChange.NONE;
    }

    /**
     * As {@link #start}, with the configuration that the operator has prepared.
     *
     * @param confirmed what must be all that changes against the other slot's release, to the last value
     * @throws PlatformException also when another configuration was prepared in the meantime
     */
    default Running startPrepared(Release release, Slot slot, PreparedChange confirmed)
            throws PlatformException, InterruptedException {
        throw new PlatformException(
                "A release gets the console's own configuration here: restart the console with it.");
    }

    /** As {@link #start}, with the configuration that the release had when it was last started in this slot. */
    default Running startAgain(Release release, Slot slot) throws PlatformException, InterruptedException {
        return start(release, slot);
    }

    /**
     * Whether no release runs because whoever was replacing it, past the console, has stopped halfway: Compose that was
     * interrupted, for example. Not when somebody has just stopped it.
     */
    default boolean leftHalfway() throws PlatformException {
        return false;
    }

    /** What runs in the slot; absent when nothing does (also when it has exited). */
    Optional<Running> running(Slot slot) throws PlatformException;

    /** Asks what is in the slot to drain and exit, waits at most {@code grace}, then kills it. Does nothing to a free slot. */
    void stop(Slot slot, Duration grace) throws PlatformException, InterruptedException;

    /** What the slot's last occupant left. Kept until the slot is started again. */
    Remains remains(Slot slot, int lines) throws PlatformException;

    /** Whom the slot's release calls in vain, as far as that can be seen; asked when it does not get ready. */
    default Unanswered unanswered(Slot slot) throws PlatformException {
        return Unanswered.NONE;
    }

    /** The releases whose artifacts are kept, newest first. */
    List<Release> kept() throws PlatformException;

    /**
     * Removes the artifacts of all kept releases but these and the newest ones. Never those of one that runs, nor of one that
     * is published meanwhile.
     */
    void prune(List<Release> keep, int newest) throws PlatformException;

    /**
     * A release that runs.
     *
     * @param id the process id or container id
     * @param startedAt when it was started last; another instant with the same id means that the engine restarted it
     * @param address where it answers HTTP, for the checks and for the edge: {@code http://127.0.0.1:41233}
     * @param ours whether a deployment started it; false for what Compose or an operator put into the slot
     */
    record Running(Release release, Slot slot, String id, Instant startedAt, URI address, boolean ours) {

        /** One that a deployment started. */
        public Running(Release release, Slot slot, String id, Instant startedAt, URI address) {
            this(release, slot, id, startedAt, address, true);
        }

        /** Whether this is the very run that {@code earlier} was: not a restart, not another one. */
        public boolean isSameRunAs(Running earlier) {
            return id.equals(earlier.id) && startedAt.equals(earlier.startedAt);
        }
    }

    /**
     * What a release is started as, as far as an operator may see it.
     *
     * @param artifact what is started: the image's reference {@code repository@sha256:...}, or the jar's path
     * @param builtAt when the artifact was built, as the build or the image says; absent when it does not
     * @param environment the names of the variables that it runs with, sorted, each once: those of the image, of its container's
     *     specification and of the console. Never a value, for values may be secrets
     */
    record Specification(String artifact, Optional<Instant> builtAt, List<String> environment) {
        public Specification {
            environment = environment.stream().sorted().distinct().toList();
        }
    }

    /**
     * What is left of, or can be seen of, a slot's occupant.
     *
     * @param exitCode absent while it runs and when the code cannot be known
     * @param state as the end of a sentence: {@code has exited with code 3}, {@code runs}, {@code was never started}
     * @param lastLines of its output, oldest first
     */
    record Remains(Optional<Integer> exitCode, String state, List<String> lastLines) {}
}
