package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.load.Answer;
import ch.meuthak.lotse.console.load.Exchange;
import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.console.process.ProcessPlatform;
import ch.meuthak.lotse.console.process.ProcessSettings;
import ch.meuthak.lotse.console.store.SqliteDeploymentLogs;
import ch.meuthak.lotse.console.store.SqliteJournal;
import ch.meuthak.lotse.server.testing.Await;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** A whole small box for tests: real processes, a real edge, a real journal, and the console's deployments. */
final class Box implements AutoCloseable {
    final Path state;
    final TinyReleases builds;
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    DeploymentSettings settings = settings(Duration.ofMillis(400));
    TestEdge edge = new TestEdge();
    ProcessPlatform platform;
    SqliteJournal journal;
    SqliteDeploymentLogs logs;
    UnaryOperator<Platform> platformWrap = UnaryOperator.identity();
    UnaryOperator<Edge> edgeWrap = UnaryOperator.identity();
    UnaryOperator<Journal> journalWrap = UnaryOperator.identity();
    Optional<Release> first = Optional.empty();
    GivenTime time = GivenTime.ALL;
    BooleanSupplier watched = () -> true;
    private @Nullable DeploymentQueue queue;
    private int revisions;

    Box(Path folder) {
        state = folder.resolve("state");
        state.toFile().mkdirs();
        builds = new TinyReleases(folder.resolve("builds"));
        platform = newPlatform();
        journal = SqliteJournal.open(state);
        logs = SqliteDeploymentLogs.in(state);
    }

    static DeploymentSettings settings(Duration bake) {
        return new DeploymentSettings(
                "/health/ready",
                "/api/v1/release",
                3,
                Duration.ofMillis(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                bake,
                20,
                0.05,
                3,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofMillis(50),
                5);
    }

    /** The same settings but for these, by the names of their components. */
    static DeploymentSettings with(DeploymentSettings usual, Map<String, ?> changed) {
        var components = DeploymentSettings.class.getRecordComponents();
        assertThat(components).extracting(RecordComponent::getName).containsAll(changed.keySet());
        try {
            var values = new ArrayList<Object>();
            for (RecordComponent component : components) {
                Object other = changed.get(component.getName());
                values.add(other == null ? component.getAccessor().invoke(usual) : other);
            }
            return (DeploymentSettings) DeploymentSettings.class.getConstructors()[0].newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The request is refused for that reason. */
    void assertRejected(Cause cause, String message, DeploymentRequest request) {
        assertRejected(cause, message, () -> queue().request(request));
    }

    static void assertRejected(Cause cause, String message, ThrowingCallable call) {
        assertThatExceptionOfType(DeploymentRejected.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(cause));
    }

    private ProcessPlatform newPlatform() {
        var defaults = ProcessSettings.defaults(state);
        var quick = new ProcessSettings(
                state,
                defaults.java(),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-Xss512k", "-Xshare:auto"),
                Map.of(),
                0,
                0,
                1 << 20);
        return new ProcessPlatform(quick, InstantSource.system());
    }

    Release publish(String behaviour) {
        try {
            return platform.publish(builds.jar(behaviour, "r" + ++revisions));
        } catch (IOException | PlatformException e) {
            throw new IllegalStateException(e);
        }
    }

    DeploymentQueue open() {
        queue = DeploymentQueue.open(
                platformWrap.apply(platform),
                edgeWrap.apply(edge),
                journalWrap.apply(journal),
                logs,
                settings,
                first,
                InstantSource.system(),
                time,
                watched);
        return queue;
    }

    /** Another console on the same state directory: nothing of the old one but its files and its processes. */
    DeploymentQueue reopen() {
        platformWrap = UnaryOperator.identity();
        edgeWrap = UnaryOperator.identity();
        journalWrap = UnaryOperator.identity();
        return reopenAsItIs();
    }

    /** Another console that will die as told. */
    DeploymentQueue reopen(Crash crash) {
        platformWrap = crash::wrap;
        edgeWrap = crash::wrap;
        journalWrap = crash::wrap;
        return reopenAsItIs();
    }

    private DeploymentQueue reopenAsItIs() {
        close(queue);
        journal.close();
        logs.close();
        journal = SqliteJournal.open(state);
        logs = SqliteDeploymentLogs.in(state);
        platform = newPlatform();
        return open();
    }

    /** The embedded edge dies with its console. */
    void replaceEdge() {
        edge.close();
        edge = new TestEdge();
    }

    DeploymentQueue queue() {
        return Objects.requireNonNull(queue);
    }

    Deployment request(Release release) {
        return queue().request(new DeploymentRequest(release.digest(), "", "operator", "a test", ""));
    }

    /** Asks for the release and waits for the deployment's end. */
    Deployment deploy(Release release) {
        return awaitFinal(request(release).id());
    }

    /** Deploys and expects that to go well. */
    Release deployed(Release release) {
        Deployment end = deploy(release);
        if (end.state() != DeploymentState.SUCCEEDED) {
            throw new AssertionError(end);
        }
        return release;
    }

    Deployment awaitFinal(String id) {
        Await.until(
                "the end of " + id, () -> queue().find(id).orElseThrow().state().isFinal());
        return queue().find(id).orElseThrow();
    }

    Deployment awaitState(String id, DeploymentState state) {
        Await.until(
                state + " of " + id,
                () -> queue().find(id).orElseThrow().state().compareTo(state) >= 0);
        return queue().find(id).orElseThrow();
    }

    /** A load on the edge of every kind, a request of each after every {@code pace}. */
    Load load(Duration pace) {
        var server =
                new InetSocketAddress(edge.address().getHost(), edge.address().getPort());
        Predicate<Answer> ok = answer -> answer.status() == 200;
        Exchange work = Exchange.get("/work").served(ok);
        return new Load()
                .keepAlive(server, Optional.empty(), pace, work)
                .keepAlive(
                        server,
                        Optional.empty(),
                        pace,
                        Exchange.post("/work", 20_000, 200).served(ok))
                .keepAlive(server, Optional.empty(), pace, Exchange.get("/slow").served(ok))
                .connectionPerRequest(server, Optional.empty(), pace, work.with("Connection: close"));
    }

    /** The digest of the release that answers through the edge. */
    String served() {
        return served("/work");
    }

    /** The same with another path: {@code /slow/4000} takes 4 s. */
    String served(String path) {
        return get(edge.address().resolve(path));
    }

    private String get(URI address) {
        try {
            var response = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : String.valueOf(response.statusCode());
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many slots have a process in them. */
    long running() {
        return Arrays.stream(Slot.values())
                .filter(slot -> running(slot).isPresent())
                .count();
    }

    Optional<Platform.Running> running(Slot slot) {
        try {
            return platform.running(slot);
        } catch (PlatformException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(@Nullable DeploymentQueue old) {
        if (old != null) {
            old.close();
        }
    }

    @Override
    public void close() {
        close(queue);
        try {
            platform.stopAll(Duration.ofSeconds(1));
        } catch (PlatformException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        journal.close();
        logs.close();
        edge.close();
        client.shutdownNow();
    }
}
