package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentLogs;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.deploy.KeptReleases;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PreparedChange;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.server.Listeners;
import ch.meuthak.lotse.server.Subscription;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The deployments: one runs, at most one waits, and the journal has them all. {@link #open} first makes sure that exactly one
 * release serves, whatever the previous console left behind ({@link Recovery}). If nothing was deployed yet, it deploys the first
 * release.
 */
public final class DeploymentQueue implements Deployments, AutoCloseable {
    private static final int MOST = 1000;

    private final DeploymentContext site;
    private final Journal journal;
    private final InstantSource clock;
    private final DeploymentIds ids;
    private final Listeners<Deployment> listeners = new Listeners<>();
    private final ServingReleaseMonitor watch;
    private final DeploymentLane lane = new DeploymentLane();
    private final Releases releases;
    private final PreparedConfiguration prepared;
    private final OwnRequests own;
    private final DeploymentRunner runner;

    private DeploymentQueue(DeploymentContext site, Journal journal, InstantSource clock, BooleanSupplier watched) {
        this.site = site;
        this.journal = journal;
        this.clock = clock;
        this.ids = new DeploymentIds(clock);
        this.watch = new ServingReleaseMonitor(site, journal, watched);
        this.releases = new Releases(site.platform(), journal, watch::last);
        this.prepared = new PreparedConfiguration(site, watch::changed);
        this.own = new OwnRequests(this::request, journal, lane);
        this.runner = new DeploymentRunner(site, journal, lane, own, prepared, clock, watch, listeners::changed);
        listeners.add(deployment -> watch.wake());
    }

    /**
     * Begins to work, in the background.
     *
     * @param first deployed if nothing was deployed yet; empty to wait for a request
     * @param time the clock of the deadlines
     * @param watched whether an operator looks and must see a change at once
     * @throws JournalException when the journal cannot be read
     */
    public static DeploymentQueue open(
            Platform platform,
            Edge edge,
            Journal journal,
            DeploymentLogs logs,
            DeploymentSettings settings,
            Optional<Release> first,
            InstantSource clock,
            GivenTime time,
            BooleanSupplier watched) {
        var log = new DeploymentLog(platform, journal, logs, clock);
        var site = new DeploymentContext(
                platform, edge, new HealthProbe(settings.answerDeadline(), time), settings, time, log);
        var queue = new DeploymentQueue(site, journal, clock, watched);
        queue.start(first);
        return queue;
    }

    private void start(Optional<Release> first) {
        List<Logbook> unfinished =
                journal.unfinished().stream().map(this::logbook).toList();
        DeploymentRunner.Recovered recovered = () -> {
            watch.wake();
            if (first.isPresent()) {
                own.first(first.get());
            }
        };
        runner.start(unfinished, recovered);
        watch.start();
    }

    private Logbook logbook(Journal.Entry entry) {
        return new Logbook(journal, entry, site.log(), clock, listeners::changed);
    }

    @Override
    public synchronized Deployment request(DeploymentRequest request) {
        request.check();
        try {
            return known(request).orElseGet(() -> accept(request));
        } catch (JournalException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Deployment> known(DeploymentRequest request) {
        if (request.idempotencyKey().isEmpty()) {
            return Optional.empty();
        }
        var entry = journal.findByKey(request.idempotencyKey());
        if (entry.isPresent() && !entry.get().wish().equals(request.wish())) {
            throw new DeploymentRejected(
                    Cause.CONFLICT,
                    "This idempotency key belongs to deployment "
                            + entry.get().deployment().id()
                            + ", whose request was a different one. Use a new key.");
        }
        return entry.map(found -> live(found.deployment()));
    }

    private Deployment accept(DeploymentRequest request) {
        if (!request.mayReplace() && lane.isTaken()) {
            throw new DeploymentRejected(
                    Cause.BUSY, "One deployment runs and another one waits. Nothing was started. Try again later.");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PreparedChange configuration =
                request.configuration().map(prepared::required).orElse(PreparedChange.NONE);
        var deployment = Deployment.requested(ids.next(), request, releases.of(request), configuration, now);
        var entry = new Journal.Entry(deployment, request.idempotencyKey(), request.wish());
        journal.write(entry);
        listeners.changed(deployment);
        lane.enter(logbook(entry));
        return deployment;
    }

    @Override
    public Deployment cancel(String id) {
        Deployment found = find(id).orElseThrow(() -> new DeploymentRejected(
                Cause.UNKNOWN, "There is no such deployment: it never existed, or it is too old to be kept."));
        try {
            if (!lane.cancel(id)) {
                Deployment now = find(id).orElse(found);
                throw new DeploymentRejected(
                        Cause.CONFLICT,
                        now.state().isFinal()
                                ? "This deployment is over (" + now.state().id() + "), so there is nothing to cancel."
                                : "It is too late to cancel: this deployment has the traffic, or is being rolled back. To"
                                        + " undo it, roll back.");
            }
        } catch (JournalException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
        return find(id).orElse(found);
    }

    @Override
    public Optional<Deployment> find(String id) {
        return lane.live(id).map(Logbook::now).or(() -> journal.find(id));
    }

    @Override
    public List<Deployment> latest(int limit) {
        return journal.latest(Math.clamp(limit, 1, MOST)).stream()
                .map(this::live)
                .toList();
    }

    private Deployment live(Deployment deployment) {
        return lane.live(deployment.id()).map(Logbook::now).orElse(deployment);
    }

    @Override
    public Serving serving() {
        return watch.last();
    }

    @Override
    public List<Release> available() {
        return releases.available();
    }

    @Override
    public KeptReleases releases() {
        return releases.kept();
    }

    @Override
    public PreparedChange preparedConfiguration() {
        return prepared.now();
    }

    @Override
    public PreparedChange lastPrepared() {
        return prepared.last();
    }

    @Override
    public Optional<Replacement> replaced() {
        return releases.replaced();
    }

    @Override
    public List<String> log(String id, int limit) {
        int most = Math.clamp(limit, 1, MOST);
        return find(id).map(found -> site.log().last(found, most)).orElse(List.of());
    }

    @Override
    public Subscription onServingChange(Runnable listener) {
        return watch.onChange(listener);
    }

    @Override
    public Subscription onReleaseEnd(Consumer<String> listener) {
        return watch.onEnd(listener);
    }

    @Override
    public Subscription onChange(Consumer<Deployment> listener) {
        return listeners.add(listener);
    }

    /**
     * Stops, and leaves everything as it is: the serving release runs on, and the next console continues an unfinished
     * deployment.
     */
    @Override
    public void close() {
        runner.close();
        watch.close();
        site.probe().close();
    }
}
