package ch.meuthak.lotse.console.sandbox;

import ch.meuthak.lotse.console.Console;
import ch.meuthak.lotse.console.ConsoleSettings;
import ch.meuthak.lotse.console.DeployTarget;
import ch.meuthak.lotse.console.aws.AwsSettings;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.process.ProcessPlatform;
import ch.meuthak.lotse.console.process.ProcessSettings;
import ch.meuthak.lotse.console.sandbox.aws.Keys;
import ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment;
import ch.meuthak.lotse.console.store.StateDirectory;
import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The real console, wired as in production, that deploys the built backend as processes of this machine. */
public final class InProcessConsole implements ConsolePart {
    private static final Logger LOG = Logger.getLogger(InProcessConsole.class.getName());
    private static final int MANY = 1000;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Path backend;
    private final InstantSource clock;

    /** @param backend the built jar, its {@code libs/} beside it */
    public InProcessConsole(Path backend, InstantSource clock) {
        this.backend = backend;
        this.clock = clock;
    }

    @Override
    public Running start(Surroundings around) throws PlatformException {
        if (!Files.isRegularFile(backend)) {
            throw new StartException(backend + " is missing: build it with ./mvnw -DskipTests package");
        }
        Path state = around.settings().stateDirectory();
        ProcessPlatform platform = new ProcessPlatform(ProcessSettings.defaults(state), clock);
        Release first = platform.publish(backend);
        DeployTarget machine = new DeployTarget(platform, around.edge(), Optional.of(first));
        ConsoleSettings settings = ConsoleSettings.of(settings(around)).withAws(aws(around));
        try {
            Console console = Console.start(settings, Optional.of(machine), clock);
            deployWhatWasBuilt(console.deployments(), first);
            return new Started(console, platform);
        } catch (RuntimeException failed) {
            stopWhatIsOurs(state, platform);
            throw failed;
        }
    }

    /** When another sandbox has the state directory, the releases in it are that one's. */
    private static void stopWhatIsOurs(Path state, ProcessPlatform platform) {
        try (StateDirectory _ = StateDirectory.open(state)) {
            stop(platform);
        } catch (StartException notOurs) {
            LOG.log(Level.FINE, "Nothing is stopped: {0}", notOurs.getMessage());
        }
    }

    /** Whoever starts the sandbox again after a change wants to see the change, not the release from before. */
    private static void deployWhatWasBuilt(Deployments deployments, Release built) {
        Optional<Deployment> last = deployments.latest(MANY).stream()
                .filter(one -> one.state() == DeploymentState.SUCCEEDED)
                .findFirst();
        if (last.isPresent() && !last.get().release().digest().equals(built.digest())) {
            deployments.request(new DeploymentRequest(built.digest(), "", "start", "The backend was built anew.", ""));
        }
    }

    private record Started(Console console, ProcessPlatform platform) implements Running {
        @Override
        public String url() {
            return console.url();
        }

        @Override
        public String loginUrl() {
            return console.loginUrl();
        }

        @Override
        public void close() {
            console.close();
            stop(platform);
        }
    }

    private static void stop(ProcessPlatform platform) {
        try {
            platform.stopAll(STOP_LIMIT);
        } catch (PlatformException failed) {
            LOG.log(Level.WARNING, "A release may still run: {0}", failed.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Settings settings(Surroundings around) {
        SandboxSettings sandbox = around.settings();
        Map<String, String> explicit = new HashMap<>(sandbox.others());
        explicit.putIfAbsent("lotse.domain", ReferenceDeployment.DOMAIN);
        explicit.putIfAbsent("lotse.dns.servers", "127.0.0.1:" + around.dns().getPort());
        explicit.putIfAbsent(
                "lotse.probe.https.port", String.valueOf(around.https().getPort()));
        explicit.putIfAbsent(
                "lotse.probe.straight", "127.0.0.1:" + around.straight().getPort());
        explicit.putIfAbsent("lotse.probe.authorities", around.authority().toString());
        explicit.putIfAbsent("lotse.console.refresh", "2s");
        explicit.putIfAbsent("lotse.deploy.bake.time", "5s");
        explicit.put("lotse.console.port", String.valueOf(sandbox.consolePort()));
        explicit.put("lotse.state.dir", sandbox.stateDirectory().toString());
        Settings settings = Settings.ofDefaultsAnd(explicit);
        ConsoleSettings.of(settings);
        settings.rejectUnknown();
        return settings;
    }

    private static AwsSettings aws(Surroundings around) {
        AwsSettings chain = AwsSettings.fromChain();
        return new AwsSettings(
                chain.connectTimeout(),
                chain.attemptTimeout(),
                chain.callTimeout(),
                chain.attempts(),
                chain.callsAtOnce(),
                chain.loadTimeout(),
                chain.credentialsTimeout(),
                Optional.of(around.aws()),
                Optional.of(ReferenceDeployment.REGION),
                Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create(Keys.WORKING, "sandbox"))),
                List.of());
    }
}
