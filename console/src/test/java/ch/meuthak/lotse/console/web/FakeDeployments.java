package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.deploy.KeptRelease;
import ch.meuthak.lotse.console.deploy.KeptReleases;
import ch.meuthak.lotse.console.deploy.Platform.Specification;
import ch.meuthak.lotse.console.deploy.PreparedChange;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.Subscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Deployments that stay where they are until the test takes them a step further. */
public final class FakeDeployments implements Deployments {
    public static final Release SERVING = new Release(
            "sha256:4f1c2d3e4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0", "1.4.0", "9f8e7d6c5b4a3928");
    public static final Release OLDER = new Release(
            "sha256:0e9d8c7b6a5948372615049382716059483726150493827160594837261504ab", "1.3.2", "1a2b3c4d5e6f7081");

    /** Kept, but what it would be started as cannot be found out. */
    public static final Release UNREADABLE =
            new Release("sha256:77665544332211009988ffeeddccbbaa77665544332211009988ffeeddccbbaa", "", "");

    private static final Map<Release, Specification> SPECIFICATIONS = Map.of(
            SERVING,
            specification(SERVING, "2026-11-20T08:30:00Z", "LOTSE_SLOT", "PATH", "STATUS_PAGE"),
            OLDER,
            specification(OLDER, "2026-10-02T14:05:00Z", "LEGACY_FEED_URL", "LOTSE_SLOT", "PATH"));

    private final InstantSource clock;
    private final SequencedMap<String, Deployment> deployments = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Set<Consumer<Deployment>> listeners = ConcurrentHashMap.newKeySet();
    private final List<String> log = new ArrayList<>();
    private int count;
    private volatile boolean unreadable;
    private volatile boolean firstRelease;
    static final String FINGERPRINT = "0123456789abcdef0123456789abcdef";

    private volatile List<ConfigurationPart> configuration = List.of();
    private volatile Optional<Replacement> replaced = Optional.empty();

    public FakeDeployments(InstantSource clock) {
        this.clock = clock;
    }

    private static Specification specification(Release release, String builtAt, String... environment) {
        return new Specification(
                "registry.example/backend/lotse-backend@" + release.digest(),
                Optional.of(Instant.parse(builtAt)),
                List.of(environment));
    }

    /** As on a box on which nothing was ever deployed but what serves. */
    void haveOneReleaseOnly() {
        firstRelease = true;
    }

    /** Puts one there as it is. */
    public synchronized void add(Deployment deployment) {
        deployments.putFirst(deployment.id(), deployment);
    }

    /** As when the disk with the journal has gone. */
    void loseTheJournal() {
        unreadable = true;
    }

    synchronized void logged(String line) {
        log.add(line);
    }

    /** Changes one and tells the listeners. */
    void change(String id, UnaryOperator<Deployment> change) {
        Deployment changed;
        synchronized (this) {
            changed = change.apply(find(id).orElseThrow());
            deployments.put(id, changed);
        }
        listeners.forEach(listener -> listener.accept(changed));
    }

    /** Ends the step it is in and begins the next. */
    public void advance(String id) {
        change(id, was -> to(was, after(was.state()), clock.instant()));
    }

    private static DeploymentState after(DeploymentState state) {
        return EnumSet.allOf(DeploymentState.class).stream()
                .filter(later -> later.compareTo(state) > 0)
                .findFirst()
                .orElseThrow();
    }

    static Deployment to(Deployment was, DeploymentState state, Instant now) {
        List<Deployment.Step> steps = new ArrayList<>();
        for (Deployment.Step step : was.steps()) {
            steps.add(
                    step.finishedAt().isPresent()
                            ? step
                            : new Deployment.Step(step.name(), step.startedAt(), Optional.of(now), "ok"));
        }
        if (!state.isFinal()) {
            steps.add(new Deployment.Step(state.id(), now, Optional.empty(), ""));
        }
        return new Deployment(
                was.id(),
                state,
                was.requestedBy(),
                was.origin(),
                was.reason(),
                was.rollback(),
                was.configuration(),
                was.fingerprint(),
                was.requestedAt(),
                state.isFinal() ? Optional.of(now) : Optional.empty(),
                was.release(),
                Optional.of(Slot.GREEN),
                steps,
                was.failure(),
                was.ending(),
                was.evidence(),
                was.open());
    }

    @Override
    public synchronized Deployment request(DeploymentRequest request) {
        request.check();
        if (!request.digest().isEmpty()
                && available().stream().noneMatch(r -> r.digest().equals(request.digest()))) {
            throw new DeploymentRejected(
                    DeploymentRejected.Cause.INVALID, "No such release is kept here. Choose one of the list.");
        }
        String known = keys.get(request.idempotencyKey());
        if (known != null) {
            return find(known).orElseThrow();
        }
        Release release = available().stream()
                .filter(kept -> kept.digest().equals(request.digest()))
                .findFirst()
                .orElseGet(() -> request.rollback() ? previous() : SERVING);
        Deployment made = new Deployment(
                "20261124-" + ++count,
                DeploymentState.REQUESTED,
                request.requestedBy(),
                request.origin(),
                request.reason(),
                request.rollback(),
                request.configuration().map(this::requiredConfiguration).orElse(List.of()),
                request.configuration(),
                clock.instant(),
                Optional.empty(),
                release,
                Optional.empty(),
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        add(made);
        if (!request.idempotencyKey().isEmpty()) {
            keys.put(request.idempotencyKey(), made.id());
        }
        return made;
    }

    private List<ConfigurationPart> requiredConfiguration(String shown) {
        if (configuration.isEmpty()) {
            throw new DeploymentRejected(
                    DeploymentRejected.Cause.CONFLICT, "No changed configuration is prepared. Change .env first.");
        }
        if (!shown.equals(FINGERPRINT)) {
            throw new DeploymentRejected(DeploymentRejected.Cause.CONFLICT, "It has another fingerprint.");
        }
        return configuration;
    }

    @Override
    public PreparedChange preparedConfiguration() {
        return configuration.isEmpty() ? PreparedChange.NONE : new PreparedChange(FINGERPRINT, configuration);
    }

    @Override
    public PreparedChange lastPrepared() {
        return preparedConfiguration();
    }

    @Override
    public Optional<Replacement> replaced() {
        return replaced;
    }

    /** As when an operator has changed the environment and prepared that. */
    void prepare(ConfigurationPart... parts) {
        configuration = List.of(parts);
    }

    /** As when somebody ran {@code docker-compose up -d} with an older tag. */
    void replaceByCompose(Deployment adopted) {
        add(adopted);
        replaced = Optional.of(new Replacement(adopted, SERVING));
    }

    private Release previous() {
        return releases()
                .previous()
                .orElseThrow(() ->
                        new DeploymentRejected(DeploymentRejected.Cause.CONFLICT, "There is nothing to go back to."));
    }

    @Override
    public synchronized Deployment cancel(String id) {
        Deployment found = find(id).orElseThrow(() ->
                new DeploymentRejected(DeploymentRejected.Cause.UNKNOWN, "There is no deployment " + id + "."));
        if (found.state().isFinal()) {
            throw new DeploymentRejected(DeploymentRejected.Cause.CONFLICT, "It is over already.");
        }
        Deployment cancelled = to(found, DeploymentState.CANCELLED, clock.instant());
        deployments.put(id, cancelled);
        return cancelled;
    }

    @Override
    public synchronized Optional<Deployment> find(String id) {
        return Optional.ofNullable(deployments.get(id));
    }

    @Override
    public synchronized List<Deployment> latest(int limit) {
        if (unreadable) {
            throw new JournalException("The journal is read-only or gone.", new java.io.IOException());
        }
        return deployments.values().stream().limit(limit).toList();
    }

    @Override
    public Serving serving() {
        return new Serving(Optional.of(SERVING), Optional.of(Slot.BLUE), true, true, "Ready in slot blue.");
    }

    @Override
    public List<Release> available() {
        return List.of(SERVING, OLDER, UNREADABLE);
    }

    @Override
    public KeptReleases releases() {
        KeptRelease current = kept(SERVING);
        return firstRelease
                ? KeptReleases.of(Optional.of(current), true, Optional.empty(), List.of(current))
                : KeptReleases.of(
                        Optional.of(current),
                        true,
                        Optional.of(OLDER),
                        List.of(current, kept(UNREADABLE), kept(OLDER)));
    }

    private KeptRelease kept(Release release) {
        return release.equals(UNREADABLE)
                ? new KeptRelease(release, Optional.empty(), "The image of " + release.shortDigest() + " is damaged.")
                : new KeptRelease(release, Optional.ofNullable(SPECIFICATIONS.get(release)), "");
    }

    @Override
    public synchronized List<String> log(String id, int limit) {
        return List.copyOf(log);
    }

    @Override
    public Subscription onServingChange(Runnable listener) {
        return () -> {};
    }

    @Override
    public Subscription onReleaseEnd(Consumer<String> listener) {
        return () -> {};
    }

    @Override
    public Subscription onChange(Consumer<Deployment> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
