package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken out of the file that {@code docker login} writes. */
class DockerConfigLoginsTest {
    private static final String HOST = "registry.example.ch:5000";
    private static final String AUTH =
            Base64.getEncoder().encodeToString("ann:pass:word".getBytes(StandardCharsets.UTF_8));

    private Path folder;
    private DockerConfigLogins logins;

    @BeforeEach
    void make(@TempDir Path temporary) {
        folder = temporary;
        logins = new DockerConfigLogins(Optional.of(temporary));
    }

    private RegistryLogin found(String config, String registry) throws Exception {
        Files.writeString(folder.resolve("config.json"), config);
        return logins.find(registry);
    }

    private String why(String config, String registry) throws Exception {
        assertThat(found(config, registry)).isInstanceOf(RegistryLogin.None.class);
        return ((RegistryLogin.None) found(config, registry)).why();
    }

    private static String auths(String key, String entry) {
        return "{\"auths\":{\"other.example.ch\":{\"auth\":\"" + AUTH + "\"},\"" + key + "\":" + entry + "}}";
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.ch:5000, registry.example.ch:5000",
        "https://registry.example.ch:5000, registry.example.ch:5000",
        "https://registry.example.ch:5000/v1/, registry.example.ch:5000",
        "Registry.example.ch, registry.example.ch",
        "https://index.docker.io/v1/, docker.io",
        "docker.io, docker.io"
    })
    void theEntryIsFoundAsCommandsOldAndNewWriteIt(String key, String registry) throws Exception {
        assertThat(found(auths(key, "{\"auth\":\"" + AUTH + "\"}"), registry))
                .isInstanceOfSatisfying(RegistryLogin.Given.class, given -> {
                    assertThat(given.user()).isEqualTo("ann");
                    assertThat(given.secret()).as("also with a colon").isEqualTo("pass:word");
                    assertThat(given.toString()).contains("ann at " + registry).doesNotContain("pass:word", AUTH);
                    assertThat(new String(Base64.getUrlDecoder().decode(given.header()), StandardCharsets.UTF_8))
                            .isEqualTo("{\"serveraddress\":\"" + registry
                                    + "\",\"username\":\"ann\",\"password\":\"pass:word\"}");
                });
    }

    @Test
    void anIdentityTokenIsShownAsOneAndAPlainPairIsTaken() throws Exception {
        String token = auths(HOST, "{\"auth\":\"AA==\",\"identitytoken\":\"tok\"}");
        assertThat(new String(Base64.getUrlDecoder().decode(found(token, HOST).header()), StandardCharsets.UTF_8))
                .isEqualTo("{\"serveraddress\":\"" + HOST + "\",\"identitytoken\":\"tok\"}");
        assertThat(found(token, HOST).toString()).doesNotContain("tok,");

        assertThat(found(auths(HOST, "{\"username\":\"ann\",\"password\":\"word\"}"), HOST))
                .isInstanceOfSatisfying(RegistryLogin.Given.class, given -> assertThat(given.secret())
                        .isEqualTo("word"));
    }

    @Test
    void whatAProgramKeepsIsSaidToBeThereAndNotFetched() throws Exception {
        assertThat(why("{\"auths\":{\"" + HOST + "\":{}},\"credsStore\":\"desktop\"}", HOST))
                .contains("docker-credential-desktop", "cannot run");
        assertThat(why("{\"credHelpers\":{\"" + HOST + "\":\"ecr-login\"}}", HOST))
                .contains("docker-credential-ecr-login");
        assertThat(why("{\"credHelpers\":{\"" + HOST + "\":\"x\\n../evil\"}}", HOST))
                .contains("docker-credential-x?..?evil");
    }

    @Test
    void whyThereIsNoneIsSaidWithWhatToDo() throws Exception {
        assertThat(logins.find(HOST)).isInstanceOfSatisfying(RegistryLogin.None.class, none -> assertThat(none.why())
                .contains("has no config.json", "run `docker login " + HOST + "`", "LOTSE_DOCKER_CONFIG"));
        assertThat(why("{}", HOST)).contains("config.json has no entry for it");
        assertThat(why(auths("registry.example.ch", "{\"auth\":\"" + AUTH + "\"}"), HOST))
                .as("another port is another registry")
                .contains("has no entry for it");
        assertThat(new DockerConfigLogins(Optional.empty()).find("docker.io"))
                .isInstanceOfSatisfying(RegistryLogin.None.class, none -> assertThat(none.why())
                        .contains("LOTSE_DOCKER_CONFIG is not set", "run `docker login` on"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON|is not a config.json",
                "[]|is not a config.json",
                "{\"auths\":{\"registry.example.ch:5000\":{\"auth\":\"%%%\"}}}|is not a config.json",
                "{\"auths\":{\"registry.example.ch:5000\":{\"auth\":\"bm9jb2xvbg==\"}}}|has no entry",
                "{\"auths\":{\"registry.example.ch:5000\":{\"auth\":\"OnB3\"}}}|has no entry",
                "{\"auths\":7}|has no entry"
            })
    void aBrokenFileIsNoLoginAndIsNamed(String config, String said) throws Exception {
        assertThat(why(config, HOST)).contains(folder.resolve("config.json").toString(), said);
    }

    @Test
    void aFileThatIsTooLongToBeOneIsNotReadToItsEnd() throws Exception {
        assertThat(why("{\"a\":\"" + "x".repeat(2_000_000) + "\"}", HOST)).contains("is not a config.json");
    }
}
