package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps in memory what drift remembers, and refuses when it is told to. */
public final class MemoryTimeline implements Timeline, Snapshots {
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Baseline memory;
    private @Nullable Topology topology;
    private @Nullable BoxBaseline box;

    /** Why nothing can be read or written; empty when it can. */
    public String refusal = "";

    /** Done before anything is kept, as by a disk that takes its time. */
    public interface Before {
        void keeping() throws InterruptedException;
    }

    Before beforeKeeping = () -> {};

    private void check() {
        if (!refusal.isEmpty()) {
            throw new DriftUnavailable(refusal);
        }
    }

    @Override
    public synchronized Optional<Baseline> memory() {
        check();
        return Optional.ofNullable(memory);
    }

    @Override
    public void keep(Baseline now, List<Entry> happened) {
        try {
            beforeKeeping.keeping();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        add(now, happened);
    }

    private synchronized void add(Baseline now, List<Entry> happened) {
        check();
        memory = now;
        add(happened);
    }

    @Override
    public synchronized Optional<BoxBaseline> box() {
        check();
        return Optional.ofNullable(box);
    }

    @Override
    public synchronized void keep(BoxBaseline now, List<Entry> happened) {
        check();
        box = now;
        add(happened);
    }

    @Override
    public synchronized void add(List<Entry> happened) {
        check();
        happened.forEach(entry -> entries.add(new Entry(
                entries.size() + 1,
                entry.at(),
                entry.kind(),
                entry.subject(),
                entry.sentence(),
                entry.before(),
                entry.after())));
    }

    @Override
    public synchronized List<Entry> latest(Optional<Kind> kind, long before, int limit) {
        check();
        return entries.reversed().stream()
                .filter(entry -> entry.sequence() < before)
                .filter(entry -> kind.isEmpty() || kind.get() == entry.kind())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Topology> last() {
        check();
        return Optional.ofNullable(topology);
    }

    @Override
    public synchronized void keep(Topology now) {
        check();
        topology = now;
    }
}
