package ch.meuthak.lotse.console.drift;

import java.util.List;
import java.util.Optional;

/** Keeps what happened, and what is needed to see what happens next. */
public interface Timeline {

    /**
     * What was kept last; absent when nothing was.
     *
     * @throws DriftUnavailable when it cannot be read now
     * @throws DriftUnreadable when it is there and cannot be understood
     */
    Optional<Baseline> memory();

    /**
     * Keeps both, or neither.
     *
     * @throws DriftUnavailable when they cannot be written now
     */
    void keep(Baseline memory, List<Entry> happened);

    /**
     * Keeps what happened.
     *
     * @throws DriftUnavailable when it cannot be written now
     */
    void add(List<Entry> happened);

    /**
     * What was kept of the box last; absent when nothing was, or when it cannot be understood.
     *
     * @throws DriftUnavailable when it cannot be read now
     */
    Optional<BoxBaseline> box();

    /**
     * Keeps both, or neither.
     *
     * @throws DriftUnavailable when they cannot be written now
     */
    void keep(BoxBaseline box, List<Entry> happened);

    /**
     * Entries, the newest first.
     *
     * @param kind only those of this kind; absent for all
     * @param before only those with a smaller sequence
     * @throws DriftUnavailable when they cannot be read now
     */
    List<Entry> latest(Optional<Kind> kind, long before, int limit);
}
