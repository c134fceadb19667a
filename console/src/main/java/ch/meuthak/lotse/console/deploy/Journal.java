package ch.meuthak.lotse.console.deploy;

import java.util.List;
import java.util.Optional;

/**
 * Keeps deployments, durably: what {@link #write} was given is on disk when it returns.
 */
public interface Journal {

    /**
     * Writes a deployment as it is now, new or changed.
     *
     * @throws JournalException when it could not be made durable; nothing was changed then
     */
    void write(Deployment deployment, String idempotencyKey);

    Optional<Deployment> find(String id);

    /** The deployment that was made with the key. */
    Optional<Deployment> findByKey(String idempotencyKey);

    /** The newest first. */
    List<Deployment> latest(int limit);

    /** Those that are not final, the oldest first. */
    List<Deployment> unfinished();

    /** The disk is full, read-only or gone. The message says which and what to do. */
    final class JournalException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public JournalException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
