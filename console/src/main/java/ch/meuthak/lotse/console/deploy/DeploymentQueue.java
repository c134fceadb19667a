package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The deployments: one runs, at most one waits, the journal has them all. {@link #open} first makes sure that exactly one
 * release serves, whatever its predecessor left behind ({@link Recovery}), and deploys the first release by itself where
 * nothing was deployed yet.
 */
public final class DeploymentQueue implements Deployments, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeploymentQueue.class.getName());
    private static final int MOST = 1000;
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Site site;
    private final Journal journal;
    private final InstantSource clock;
    private final DeploymentIds ids;
    private final Listeners<Deployment> listeners = new Listeners<>();
    private final ServingWatch watch;
    private final ReleaseHistory history;
    private final DeploymentRunner runner;
    private final ReentrantLock requests = new ReentrantLock();
    private @Nullable Thread watcher;

    private DeploymentQueue(Site site, Journal journal, InstantSource clock) {
        this.site = site;
        this.journal = journal;
        this.clock = clock;
        this.ids = new DeploymentIds(clock);
        this.watch = new ServingWatch(site, journal);
        this.history = new ReleaseHistory(site.platform(), journal, watch::last);
        this.runner = new DeploymentRunner(site, journal, clock);
        listeners.add(deployment -> watch.wake());
    }

    /**
     * Begins to work, in the background.
     *
     * @param first what to deploy when nothing was deployed yet; empty to wait for a request
     * @throws JournalException when the journal cannot be read
     */
    public static DeploymentQueue open(
            Platform platform,
            Edge edge,
            Journal journal,
            DeploymentSettings settings,
            Optional<Release> first,
            InstantSource clock) {
        var site = new Site(platform, edge, new HealthProbe(settings.answerDeadline()), settings);
        var queue = new DeploymentQueue(site, journal, clock);
        queue.start(first);
        return queue;
    }

    private void start(Optional<Release> first) {
        List<Logbook> unfinished =
                journal.unfinished().stream().map(this::logbook).toList();
        DeploymentRunner.Recovered recovered = () -> {
            watch.wake();
            if (first.isPresent()) {
                requestFirst(first.get());
            }
        };
        runner.start(unfinished, recovered);
        watcher = Thread.ofVirtual().name("serving-watch").start(watch::run);
    }

    /** Again and again while it cannot be kept, because the disk is full for example, unless somebody else asks first. */
    private void requestFirst(Release release) throws InterruptedException {
        var wish = new DeploymentRequest(release.digest(), "", "start", "Nothing was deployed yet.", "");
        for (boolean said = false; runner.isIdle(); said = true) {
            try {
                if (journal.lastSucceeded().isEmpty()) {
                    request(wish);
                }
                return;
            } catch (DeploymentRejected | JournalException e) {
                LOG.log(
                        said ? Level.FINE : Level.WARNING,
                        "The first release is not deployed yet: {0}",
                        e.getMessage());
                Thread.sleep(RETRY);
            }
        }
    }

    private Logbook logbook(Journal.Entry entry) {
        return new Logbook(journal, entry, clock, listeners::changed);
    }

    @Override
    public Deployment request(DeploymentRequest request) {
        RequestRules.check(request);
        requests.lock();
        try {
            return known(request).orElseGet(() -> accept(request));
        } catch (JournalException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        } finally {
            requests.unlock();
        }
    }

    private Optional<Deployment> known(DeploymentRequest request) {
        if (request.idempotencyKey().isEmpty()) {
            return Optional.empty();
        }
        var entry = journal.findByKey(request.idempotencyKey());
        if (entry.isPresent() && !entry.get().wish().equals(RequestRules.wish(request))) {
            throw new DeploymentRejected(
                    Cause.CONFLICT,
                    "This idempotency key belongs to deployment "
                            + entry.get().deployment().id()
                            + ", which asked for something else: use a new key for a new wish.");
        }
        return entry.map(found -> live(found.deployment()));
    }

    private Deployment accept(DeploymentRequest request) {
        Release release = resolve(request);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var step = new Deployment.Step(DeploymentState.REQUESTED.id(), now, Optional.empty(), "");
        var deployment = new Deployment(
                ids.next(),
                DeploymentState.REQUESTED,
                request.requestedBy(),
                request.reason(),
                request.rollback(),
                now,
                Optional.empty(),
                release,
                Optional.empty(),
                List.of(step),
                "",
                Optional.empty());
        var entry = new Journal.Entry(deployment, request.idempotencyKey(), RequestRules.wish(request));
        journal.write(entry);
        listeners.changed(deployment);
        runner.queue(logbook(entry));
        return deployment;
    }

    private Release resolve(DeploymentRequest request) {
        try {
            String digest = request.rollback() ? history.target(request) : digestOf(request);
            Release found = site.platform().find(digest).orElseThrow(() -> notHere(digest));
            String revision = request.revision().isEmpty() ? found.revision() : request.revision();
            return new Release(digest, found.version(), revision);
        } catch (PlatformException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private String digestOf(DeploymentRequest request) {
        return request.digest().isEmpty() ? servingDigest() : request.digest();
    }

    private String servingDigest() {
        return history.current()
                .map(Release::digest)
                .orElseThrow(() -> new DeploymentRejected(
                        Cause.INVALID,
                        "Nothing was deployed yet, so there is nothing to start afresh: name the digest to deploy."));
    }

    private DeploymentRejected notHere(String digest) {
        List<String> digests = available().stream().map(Release::digest).toList();
        return new DeploymentRejected(
                Cause.INVALID,
                "There is no release " + digest + " here: publish it first. "
                        + (digests.isEmpty()
                                ? "None is published."
                                : "Published: " + String.join(", ", digests) + "."));
    }

    @Override
    public Deployment cancel(String id) {
        Deployment found = find(id).orElseThrow(() -> new DeploymentRejected(
                Cause.UNKNOWN, "There is no such deployment: it was never made, or it is too long ago."));
        try {
            if (!runner.cancel(id)) {
                Deployment now = find(id).orElse(found);
                throw new DeploymentRejected(
                        Cause.CONFLICT,
                        now.state().isFinal()
                                ? "This deployment is over (" + now.state().id() + "): there is nothing to cancel."
                                : "This deployment has the traffic already or is being put back: to undo it, deploy the"
                                        + " release from before.");
            }
        } catch (JournalException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
        return find(id).orElse(found);
    }

    @Override
    public Optional<Deployment> find(String id) {
        return runner.live(id).map(Logbook::now).or(() -> journal.find(id));
    }

    @Override
    public List<Deployment> latest(int limit) {
        return journal.latest(Math.clamp(limit, 1, MOST)).stream()
                .map(this::live)
                .toList();
    }

    private Deployment live(Deployment deployment) {
        return runner.live(deployment.id()).map(Logbook::now).orElse(deployment);
    }

    @Override
    public Serving serving() {
        return watch.last();
    }

    @Override
    public List<Release> available() {
        try {
            Optional<String> serving = serving().release().map(Release::digest);
            return site.platform().kept().stream()
                    .sorted((a, b) -> Boolean.compare(
                            serving.equals(Optional.of(b.digest())), serving.equals(Optional.of(a.digest()))))
                    .toList();
        } catch (PlatformException e) {
            throw new DeploymentRejected(Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public KeptReleases releases() {
        return history.kept();
    }

    @Override
    public List<String> log(String id, int limit) {
        int most = Math.clamp(limit, 1, MOST);
        List<String> lines = find(id).map(found -> log(found, most)).orElse(List.of());
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    private List<String> log(Deployment found, int most) {
        if (found.evidence().isPresent()) {
            return found.evidence().get().lastLogLines();
        }
        List<String> output = ownsItsSlot(found) ? output(found, most) : List.of();
        return output.isEmpty() ? runner.progress(found.id()) : output;
    }

    /** Whether what is in the slot is this deployment's, not a later one's. */
    private boolean ownsItsSlot(Deployment found) {
        if (!found.state().isFinal()) {
            return found.state().compareTo(DeploymentState.STARTING) >= 0;
        }
        return found.state() == DeploymentState.SUCCEEDED
                && journal.lastSucceeded()
                        .filter(newest -> newest.id().equals(found.id()))
                        .isPresent();
    }

    private List<String> output(Deployment found, int most) {
        try {
            return found.slot().isEmpty()
                    ? List.of()
                    : site.platform().remains(found.slot().get(), most).lastLines();
        } catch (PlatformException e) {
            return List.of("The output cannot be read: " + e.getMessage());
        }
    }

    @Override
    public Subscription onServingChange(Runnable listener) {
        return watch.onChange(listener);
    }

    @Override
    public Subscription onChange(Consumer<Deployment> listener) {
        return listeners.add(listener);
    }

    /**
     * Stops working and leaves everything as it is: what serves goes on, and the next console takes up an unfinished
     * deployment.
     */
    @Override
    public void close() {
        runner.close();
        if (watcher != null) {
            watcher.interrupt();
            join(watcher);
        }
        site.probe().close();
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
