package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The Compose service whose containers are the releases, as the engine knows it now. */
final class ComposeService {
    private static final Comparator<SlotContainer> BEST_FIRST = Comparator.comparing(SlotContainer::isRunning)
            .thenComparing(SlotContainer::created)
            .reversed();

    private final Engine engine;
    private final DockerSettings settings;

    ComposeService(Engine engine, DockerSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /**
     * Its containers in all states, the running ones first, then the newest. It leaves out those of {@code docker-compose run}
     * and the {@link #prepared} ones.
     */
    List<SlotContainer> containers() throws PlatformException {
        List<SlotContainer> all = all();
        List<SlotContainer> prepared = prepared(all);
        return all.stream().filter(one -> !prepared.contains(one)).toList();
    }

    /**
     * The containers that Compose has created beside a running one without a start ({@code docker-compose up --no-start}), the
     * newest first.
     */
    List<SlotContainer> prepared() throws PlatformException {
        return prepared(all());
    }

    /** Without a running container, Compose is about to start it. */
    private static List<SlotContainer> prepared(List<SlotContainer> all) {
        return all.stream().anyMatch(SlotContainer::isRunning)
                ? all.stream().filter(SlotContainer::prepared).toList()
                : List.of();
    }

    /**
     * Whether none runs or is about to, and Compose created one before that instant that was never started: Compose was
     * interrupted, or had the option to start none.
     */
    boolean leftHalfway(Instant before) throws PlatformException {
        List<SlotContainer> all = all();
        return all.stream().allMatch(one -> one.unstarted() || one.state().equals("exited"))
                && all.stream().anyMatch(one -> one.unstarted() && one.created() < before.getEpochSecond());
    }

    /** The highest of Compose's numbers that is in use; 0 without one. */
    int highestNumber() throws PlatformException {
        return all().stream().mapToInt(SlotContainer::number).max().orElse(0);
    }

    private List<SlotContainer> all() throws PlatformException {
        List<String> labels =
                new ArrayList<>(List.of(Names.SERVICE + "=" + settings.service(), Names.ONE_OFF + "=False"));
        if (!settings.project().isEmpty()) {
            labels.add(Names.PROJECT + "=" + settings.project());
        }
        List<SlotContainer> found = engine.containers(labels).stream()
                .map(listed -> SlotContainer.of(listed, settings))
                .sorted(BEST_FIRST)
                .toList();
        requireOneProject(found);
        return settings.project().isEmpty()
                ? found.stream().filter(one -> one.slot().isPresent()).toList()
                : found;
    }

    private void requireOneProject(List<SlotContainer> found) throws PlatformException {
        List<String> projects = found.stream()
                .filter(one -> one.slot().isPresent())
                .map(SlotContainer::project)
                .distinct()
                .toList();
        if (projects.size() > 1) {
            throw new PlatformException("The Compose projects " + String.join(", ", projects)
                    + " all have a service " + settings.service()
                    + " in a slot. Set LOTSE_COMPOSE_PROJECT to one of them.");
        }
    }

    List<SlotContainer> in(Slot slot) throws PlatformException {
        return containers().stream().filter(one -> one.isIn(slot)).toList();
    }

    /** The container that counts in the slot: the running one, otherwise the newest. */
    Optional<SlotContainer> occupant(Slot slot) throws PlatformException {
        return in(slot).stream().findFirst();
    }
}
