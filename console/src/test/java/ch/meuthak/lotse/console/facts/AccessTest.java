package ch.meuthak.lotse.console.facts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.aws.AwsConnection;
import ch.meuthak.lotse.console.aws.AwsSettings;
import ch.meuthak.lotse.console.aws.ChainFixture;
import ch.meuthak.lotse.console.aws.TestMetadata;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the credentials are, as the SDK's own chain finds them. */
@Timeout(120)
class AccessTest extends ChainFixture {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    AccessTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void ofAProfileItNamesProfileFileAndKindAndNoValue() {
        write("config", config());
        write("credentials", keys("ASIAIOSFODNN7EXAMPLE").replace("= s\n", "= " + SECRET + "\n"));

        Access access = afterReading();

        assertThat(access.source()).isEqualTo(CredentialSource.PROFILE);
        assertThat(access.from()).isEqualTo("the profile default in " + folder.resolve("credentials"));
        assertThat(access.key()).isEqualTo(KeyKind.TEMPORARY);
        assertThat(access.sessionToken()).isTrue();
        assertThat(access.keyEnding()).isEqualTo("MPLE");
        assertThat(access.toString()).doesNotContain(SECRET, "ASIA");
    }

    @Test
    void twoBlocksAreSeenThoughTheSdkTakesOneOfThem() {
        write("config", config());
        write("credentials", keys("ASIAFIRSTFIRSTFIRST1") + keys("ASIASECONDSECONDSEC2"));

        Access access = afterReading();

        assertThat(access.keyEnding()).isEqualTo("SEC2");
        assertThat(access.file().orElseThrow().isFlawed()).isTrue();
    }

    @Test
    void ofAProfileInTheConfigFileItNamesThatFile() {
        write("config", config() + "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\n");

        Access access = afterReading();

        assertThat(access.from()).isEqualTo("the profile default in " + folder.resolve("config"));
        assertThat(access.key()).isEqualTo(KeyKind.LONG_LIVED);
        assertThat(access.sessionToken()).isFalse();
        assertThat(access.expires()).isEmpty();
    }

    @Test
    void systemPropertiesAreToldFromAProfile() {
        write("config", config());
        write("credentials", keys("ASIAIOSFODNN7EXAMPLE"));
        set("aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE");
        set("aws.secretAccessKey", "s");

        assertThat(afterReading().source()).isEqualTo(CredentialSource.PROPERTIES);
    }

    @Test
    void thoseOfTheInstanceProfileRenewThemselves() {
        try (var metadata =
                new TestMetadata("ASIAIOSFODNN7EXAMPLE", Instant.now().plusSeconds(3 * 3600))) {
            set("aws.disableEc2Metadata", "false");
            set("aws.ec2MetadataServiceEndpoint", metadata.endpoint());
            set("aws.ec2MetadataServiceTimeout", "20"); // seconds: it answers, however busy the machine is
            write("config", config());

            Access access = afterReading();

            assertThat(access.source()).isEqualTo(CredentialSource.METADATA);
            assertThat(access.key()).isEqualTo(KeyKind.TEMPORARY);
            assertThat(access.renewThemselves()).isTrue();
        }
    }

    @Test
    void aMetadataServiceThatTakesTheConnectionAndNeverAnswersIsTold() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            set("aws.disableEc2Metadata", "false");
            set("aws.ec2MetadataServiceEndpoint", "http://127.0.0.1:" + silent.getLocalPort());
            write("config", config());

            Access access = afterReading();

            assertThat(access.source()).isEqualTo(CredentialSource.NONE);
            assertThat(access.metadata()).isEqualTo(MetadataService.SILENT);
        }
    }

    @Test
    void noMetadataServiceIsNoSilentOne() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        set("aws.disableEc2Metadata", "false");
        set("aws.ec2MetadataServiceEndpoint", "http://127.0.0.1:" + port);
        write("config", config());

        assertThat(afterReading().metadata()).isEqualTo(MetadataService.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export AWS_ACCESS_KEY_ID=ASIAX\n",
                "[default]\naws_access_key_id: ASIAX\n",
                "[default]\naws_access_key_id=ASIAX\naws_secret_access_key=s\naws_session_token=abc\ndef\n",
                "\uFEFF[default]\naws_access_key_id=ASIAX\naws_secret_access_key=s\n",
            })
    void aFileThatTheSdkCannotReadIsSaidToBeSuchAndNotAnAnswerOfAws(String text) {
        write("config", config());
        write("credentials", text);
        try (var connection = new AwsConnection(AwsSettings.fromChain())) {
            Topology read = inventory(connection, GENEROUS).read();

            assertThat(problem(read, "GetCallerIdentity").error()).isEqualTo("UnreadableProfile");
            assertThat(problem(read, "GetCallerIdentity").message()).contains("~/.aws/credentials");
            assertThat(connection
                            .access()
                            .toOptional()
                            .flatMap(Access::file)
                            .orElseThrow()
                            .isBroken())
                    .isTrue();
        }
    }

    private Access afterReading() {
        try (var connection = new AwsConnection(AwsSettings.fromChain())) {
            inventory(connection, GENEROUS).read();
            Optional<Access> seen = connection.access().toOptional();
            return seen.orElseThrow();
        }
    }
}
