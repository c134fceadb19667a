package ch.meuthak.lotse.console.deploy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where releases run: processes on this machine, or containers. Every call has a deadline of its own and throws {@link
 * PlatformException} with a sentence for the operator; every call is idempotent, so that a deployment can be resumed.
 */
public interface Platform {

    /** Makes the release's artifact present and verifies that it is the one that was asked for. */
    void pull(Release release, Consumer<String> progress) throws PlatformException, InterruptedException;

    /** Starts the release in the slot, which must be free; returns when it runs, not when it is ready. */
    Running start(Release release, Slot slot) throws PlatformException, InterruptedException;

    /** What runs in the slot; absent when nothing does (also when it has exited). */
    Optional<Running> running(Slot slot) throws PlatformException;

    /** Asks what is in the slot to drain and exit, waits at most {@code grace}, then kills it. Does nothing to a free slot. */
    void stop(Slot slot, Duration grace) throws PlatformException, InterruptedException;

    /** What the slot's last occupant left: absent code when it still runs. Kept until the slot is started again. */
    Remains remains(Slot slot, int lines) throws PlatformException;

    /** The releases whose artifacts are kept, newest first. */
    List<Release> kept() throws PlatformException;

    /** Removes the artifacts of all kept releases but these. */
    void prune(List<Release> keep) throws PlatformException;

    /**
     * A release that runs.
     *
     * @param id the process id or container id
     * @param address where it answers HTTP, for the checks and for the edge: {@code http://127.0.0.1:41233}
     */
    record Running(Release release, Slot slot, String id, URI address) {}

    /** Exit code and last output lines, oldest first. */
    record Remains(Optional<Integer> exitCode, List<String> lastLines) {}
}
