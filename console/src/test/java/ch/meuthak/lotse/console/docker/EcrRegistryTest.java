package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.BoxLoginsFixture;
import ch.meuthak.lotse.console.aws.MotoServer;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image in Amazon ECR: the token is from moto's ECR by the SDK, the registry a real one that wants moto's password, and the engine
 * reaches it under ECR's name, through a proxy that takes every name for it.
 */
class EcrRegistryTest {
    private static final String REPOSITORY = "123456789012.dkr.ecr.us-east-1.amazonaws.com/lotse/tiny";

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theConsolesCredentialsPullFromEcr(@TempDir Path folder) throws Exception {
        try (var moto = new MotoServer(folder);
                var open = TestRegistry.start(folder.resolve("registry"));
                var locked = open.withLogin();
                var proxy = new FaultyRegistry(locked.url());
                var own = OwnEngine.startBehind(
                        proxy.host(),
                        folder.resolve("engine"),
                        "--insecure-registry=" + REPOSITORY.split("/", 2)[0]);
                var logins = new BoxLoginsFixture(moto.endpoint())) {
            var images = new TinyImages(own.engine(), open.host() + "/lotse/tiny", folder.resolve("images"));
            var release = new Release(images.publish(TinyImages.GOOD), "", "");
            var settings = new DockerSettings(
                    own.socket(),
                    REPOSITORY,
                    "",
                    "backend",
                    5000,
                    TinyCompose.BLUE,
                    TinyCompose.GREEN,
                    folder.resolve("state"));
            try (var without = new DockerPlatform(settings, InstantSource.system())) {
                assertThatExceptionOfType(PlatformException.class)
                        .isThrownBy(() -> without.pull(release, line -> {}))
                        .withMessageContaining("has no login for 123456789012.dkr.ecr");
            }
            List<String> lines = new ArrayList<>();
            try (var platform = new DockerPlatform(settings, logins, InstantSource.system(), GivenTime.ALL)) {
                platform.pull(release, lines::add);

                assertThat(platform.kept()).map(Release::digest).containsExactly(release.digest());
            }
            assertThat(lines)
                    .contains(
                            "The pull uses the login AWS at 123456789012.dkr.ecr.us-east-1.amazonaws.com, from the console's AWS"
                                    + " credentials")
                    .noneMatch(line -> line.contains("auth-token"));
        }
    }
}
