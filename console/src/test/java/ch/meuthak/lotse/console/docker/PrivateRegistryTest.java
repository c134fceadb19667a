package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.server.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real registry that wants a login, a real {@code docker login}, and the engine between. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateRegistryTest {
    private DockerEngine engine;
    private TestRegistry open;
    private TestRegistry locked;
    private FaultyRegistry faulty;
    private TinyImages images;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        engine = DockerEngine.require();
        open = TestRegistry.start(folder.resolve("registry"));
        locked = open.withLogin();
        faulty = new FaultyRegistry(locked.url());
        images = new TinyImages(engine, open.host() + "/lotse/tiny", folder.resolve("images"));
    }

    @AfterAll
    void stop() {
        if (images != null) {
            images.removeAll();
            new TinyImages(engine, locked.host() + "/lotse/tiny", folder).removeAll();
            new TinyImages(engine, faulty.host() + "/lotse/tiny", folder).removeAll();
            faulty.close();
            locked.close();
            open.close();
        }
    }

    /** Pulls what was just published, with the login file of the folder; says the lines of the progress. */
    private List<String> pull(String host, Path config) throws Exception {
        return pull(host, config, new ArrayList<>());
    }

    private List<String> pull(String host, Path config, List<String> lines) throws Exception {
        var settings = new DockerSettings(
                engine.socket(),
                host + "/lotse/tiny",
                "",
                "backend",
                5000,
                TinyCompose.BLUE,
                TinyCompose.GREEN,
                folder.resolve("state"));
        String digest = images.publish(TinyImages.GOOD);
        try (var platform = new DockerPlatform(
                settings, new DockerConfigLogins(Optional.of(config)), InstantSource.system(), GivenTime.ALL)) {
            platform.pull(new Release(digest, "", ""), lines::add);
            assertThat(platform.kept()).map(Release::digest).contains(digest);
        }
        return lines;
    }

    private String refusal(String host, Path config) {
        var said = new ArrayList<String>();
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> pull(host, config))
                .satisfies(e -> said.add(String.valueOf(e.getMessage())));
        assertThat(said.getFirst())
                .startsWith("The Docker engine did not pull " + host)
                .doesNotContain("\n");
        return said.getFirst();
    }

    private Path loggedIn(String host, String name) throws Exception {
        Path config = Files.createDirectories(folder.resolve(name));
        Path password = Files.writeString(folder.resolve("password"), TestRegistry.PASSWORD);
        engine.docker(
                password, "--config", config.toString(), "login", "-u", TestRegistry.USER, "--password-stdin", host);
        return config;
    }

    @Test
    void theLoginThatDockerLoginWroteIsUsedAsSoonAsItIsThereAndIsNeverShown() throws Exception {
        Path config = Files.createDirectories(folder.resolve("later"));
        assertThat(refusal(locked.host(), config))
                .contains("The console has no login for " + locked.host(), "run `docker login " + locked.host() + "`");

        List<String> logged = new ArrayList<>();
        List<String> lines = logging(logged, () -> pull(locked.host(), loggedIn(locked.host(), "later")));

        assertThat(lines)
                .contains("The pull uses the login puller at " + locked.host() + ", from "
                        + config.resolve("config.json"));
        String auth = Engine.JSON
                .readTree(Files.readString(config.resolve("config.json")))
                .path("auths")
                .path(locked.host())
                .path("auth")
                .asText();
        assertThat(auth).isNotEmpty();
        assertThat(lines).noneMatch(line -> line.contains(TestRegistry.PASSWORD) || line.contains(auth));
        assertThat(logged).noneMatch(line -> line.contains(TestRegistry.PASSWORD) || line.contains(auth));
    }

    private interface Work {
        List<String> run() throws Exception;
    }

    /** Everything that is logged meanwhile, at the level that a console has. */
    private static List<String> logging(List<String> into, Work work) throws Exception {
        Logger root = Logger.getLogger("");
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                into.add(line.getMessage()
                        + List.of(Optional.ofNullable(line.getParameters()).orElse(new Object[0])));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        try {
            return work.run();
        } finally {
            root.removeHandler(handler);
        }
    }

    @Test
    void aWrongPasswordIsToldFromAMissingRight() throws Exception {
        Path wrong = Files.createDirectories(folder.resolve("wrong"));
        Files.writeString(
                wrong.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"username\":\"puller\",\"password\":\"old-password\"}}}"
                        .formatted(locked.host()));
        assertThat(refusal(locked.host(), wrong))
                .contains("does not accept the login (puller at " + locked.host(), "Run `docker login")
                .doesNotContain("old-password");

        Path right = loggedIn(faulty.host(), "right");
        faulty.be(FaultyRegistry.Fault.DENY);
        assertThat(refusal(faulty.host(), right))
                .contains("knows the login (puller at " + faulty.host(), "ecr:BatchGetImage")
                .doesNotContain(TestRegistry.PASSWORD, "does not accept");
        faulty.be(FaultyRegistry.Fault.NONE);
        assertThat(pull(faulty.host(), right)).last().asString().startsWith("Pulled");
    }

    /** The engine quotes the registry, and the console the engine: on pages, in the journal, in logs and to the hook's callers. */
    @Test
    void aRegistryThatEchoesTheLoginIsQuotedWithoutIt() throws Exception {
        Path config = loggedIn(faulty.host(), "echoed");
        faulty.be(FaultyRegistry.Fault.ECHO);
        List<String> logged = new ArrayList<>();
        List<String> said = logging(logged, () -> everything(faulty.host(), config));
        faulty.be(FaultyRegistry.Fault.NONE);

        String basic = Secrets.basic(TestRegistry.USER, TestRegistry.PASSWORD);
        assertThat(said.getFirst()).contains("no right for puller:*** sent as ***");
        for (String secret : List.of(TestRegistry.PASSWORD, basic, base64(TestRegistry.PASSWORD))) {
            assertThat(said).noneMatch(line -> line.contains(secret));
            assertThat(logged).noneMatch(line -> line.contains(secret));
        }
    }

    @Test
    void aRegistryThatEchoesAnIdentityTokenIsQuotedWithoutIt() throws Exception {
        String token = "v1.token/of+the=registry&more~0123456789";
        Path config = Files.createDirectories(folder.resolve("identity"));
        Files.writeString(
                config.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"identitytoken\":\"%s\"}}}".formatted(faulty.host(), token));
        faulty.be(FaultyRegistry.Fault.ECHO_TOKEN);
        List<String> logged = new ArrayList<>();
        List<String> said = logging(logged, () -> everything(faulty.host(), config));
        faulty.be(FaultyRegistry.Fault.NONE);

        assertThat(said.getFirst()).contains("no such token: ", "refresh_token=***");
        for (String secret : List.of(token, URLEncoder.encode(token, StandardCharsets.UTF_8), "0123456789")) {
            assertThat(said).noneMatch(line -> line.contains(secret));
            assertThat(logged).noneMatch(line -> line.contains(secret));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What can be read of a pull that fails: the refusal with its causes, and then the lines of its progress. */
    private List<String> everything(String host, Path config) {
        List<String> said = new ArrayList<>();
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> pull(host, config, said))
                .satisfies(e -> {
                    said.addFirst(e.getMessage());
                    var trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    said.add(trace.toString());
                });
        return said;
    }

    @Test
    void aPublicRegistryNeedsNoneAndAnImageThatIsNotThereIsSaidNotToBe() throws Exception {
        Path nothing = Files.createDirectories(folder.resolve("nothing"));

        assertThat(pull(open.host(), nothing)).noneMatch(line -> line.startsWith("The pull uses the login"));
        assertThat(refusal(open.host() + "/elsewhere", nothing))
                .contains("The registry has no image with this digest.")
                .doesNotContain("docker login");
    }
}
