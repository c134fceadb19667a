package ch.meuthak.lotse.console.deploy;

import java.util.List;
import java.util.Optional;

/**
 * Keeps deployments, durably: what {@link #write} was given is on disk when it returns. Every method throws {@link
 * JournalException} when the disk does not let it, and works again as soon as the disk does.
 */
public interface Journal {

    /**
     * Writes a deployment as it is now, new or changed.
     *
     * @throws JournalException when it could not be made durable; nothing was changed then
     */
    void write(Entry entry);

    Optional<Deployment> find(String id);

    /** What was made with the key. */
    Optional<Entry> findByKey(String idempotencyKey);

    /** The newest first. */
    List<Deployment> latest(int limit);

    /** Those that are not final, the oldest first. */
    List<Entry> unfinished();

    /** The newest deployment that succeeded: what should serve when nothing else is under way. It is never forgotten. */
    Optional<Deployment> lastSucceeded();

    /** The newest deployment of another release than the digest's that succeeded: what can be gone back to. */
    Optional<Deployment> lastSucceededOtherThan(String digest);

    /**
     * A deployment and what identifies the wish behind it.
     *
     * @param idempotencyKey empty for none; otherwise no other deployment has it
     * @param wish what was asked for, in a form that can be compared: the same key must come with the same wish
     */
    record Entry(Deployment deployment, String idempotencyKey, String wish) {}

    /** The disk is full, read-only or gone. The message says which and what to do. */
    final class JournalException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public JournalException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
