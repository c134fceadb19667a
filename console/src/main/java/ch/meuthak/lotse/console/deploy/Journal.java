package ch.meuthak.lotse.console.deploy;

import java.util.List;
import java.util.Optional;

/**
 * Stores deployments durably: they are on disk when {@link #write} returns. Every method throws {@link JournalException} when
 * the disk fails, and works again as soon as the disk does.
 */
public interface Journal {

    /**
     * Writes a deployment as it is now, new or changed.
     *
     * @throws JournalException when it could not be stored; then nothing has changed
     */
    void write(Entry entry);

    Optional<Deployment> find(String id);

    /** The deployment with that key. */
    Optional<Entry> findByKey(String idempotencyKey);

    /** The newest first. */
    List<Deployment> latest(int limit);

    /** Those that are not final, the oldest first. */
    List<Entry> unfinished();

    /** The newest deployment that succeeded: its release should serve if no deployment runs. It is kept for ever. */
    Optional<Deployment> lastSucceeded();

    /** The newest deployment of another release that succeeded: the target of a rollback. */
    Optional<Deployment> lastSucceededOtherThan(String digest);

    /**
     * A deployment and its request.
     *
     * @param idempotencyKey unique; empty for none
     * @param wish the request in a form that can be compared: the same key needs the same request
     */
    record Entry(Deployment deployment, String idempotencyKey, String wish) {}

    /** The disk is full, read-only or gone. The message says which, and what to do. */
    final class JournalException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public JournalException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
