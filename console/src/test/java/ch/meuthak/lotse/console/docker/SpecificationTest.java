package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a container is the operator's, and what the image's. */
class SpecificationTest {
    private static final ApiVersion OLD = ApiVersion.of("1.41");
    private static final ApiVersion NEW = ApiVersion.of("1.44");
    private static final DockerSettings SETTINGS = new DockerSettings(
            Path.of("/run/docker.sock"),
            "example.ch/api",
            "",
            "backend",
            5000,
            "172.30.50.11",
            "172.30.50.12",
            Path.of("state"));
    private static final Release RELEASE = new Release("sha256:" + "1".repeat(64), "", "");

    private static JsonNode json(String text) throws Exception {
        return Engine.JSON.readTree(text.replace('\'', '"'));
    }

    /** Of a container in slot blue whose configuration is that, of an image whose configuration is that. */
    private static Specification specification(String config, String image) throws Exception {
        return container(
                "{'Config': " + config + ", 'Id': 'abcdef0123456789', 'Name': '/shop_backend_1', 'HostConfig':"
                        + " {'NetworkMode': 'shop_api', 'Memory': 5}, 'NetworkSettings': {'Networks': {'shop_api':"
                        + " {'IPAMConfig': {'IPv4Address': '172.30.50.11'}, 'Aliases': ['backend', 'abcdef012345']}}}}",
                image);
    }

    private static Specification container(String container, String image) throws Exception {
        return Specification.of(json(container), json("{'Config': " + image + "}"), SETTINGS);
    }

    private static JsonNode made(Specification specification, ApiVersion version) {
        return specification.candidate("example.ch/api@" + RELEASE.digest(), RELEASE, Slot.GREEN, 2, SETTINGS, version);
    }

    private static JsonNode made(String config, String image) throws Exception {
        ObjectNode made = (ObjectNode) made(specification(config, image), OLD);
        return made.without(List.of("Image", "HostConfig", "NetworkingConfig", "Env", "Labels"));
    }

    @Test
    void whatIsTheSameAsInTheImageIsLeftToTheNextImage() throws Exception {
        String same =
                "{'Cmd': ['run'], 'Entrypoint': ['/bin/app'], 'WorkingDir': '/app', 'User': '1', 'StopSignal': 'SIGINT',"
                        + " 'Healthcheck': {'Test': ['CMD', 'x'], 'Retries': 2}, 'ExposedPorts': {'80/tcp': {}}, 'Volumes': {'/v': {}}}";

        assertThat(made(same, same)).isEmpty();
    }

    @Test
    void whatTheOperatorSaidOtherwiseIsCarriedOver() throws Exception {
        JsonNode made = made(
                "{'Cmd': ['other'], 'Entrypoint': ['/bin/app'], 'WorkingDir': '/srv', 'User': '2', 'StopSignal': 'SIGQUIT',"
                        + " 'Healthcheck': {'Test': ['CMD', 'x'], 'Retries': 9}, 'ExposedPorts': {'80/tcp': {}, '81/tcp': {}},"
                        + " 'StopTimeout': 7, 'Hostname': 'harbour', 'Tty': false}",
                "{'Cmd': ['run'], 'Entrypoint': ['/bin/app'], 'WorkingDir': '/app', 'User': '1', 'StopSignal': 'SIGINT',"
                        + " 'Healthcheck': {'Test': ['CMD', 'x'], 'Retries': 2}, 'ExposedPorts': {'80/tcp': {}}}");

        assertThat(made)
                .isEqualTo(json(
                        "{'WorkingDir': '/srv', 'User': '2', 'StopSignal': 'SIGQUIT', 'Healthcheck': {'Retries': 9},"
                                + " 'ExposedPorts': {'81/tcp': {}}, 'StopTimeout': 7, 'Tty': false, 'Cmd': ['other'],"
                                + " 'Hostname': 'harbour'}"));
    }

    @Test
    void anEntrypointOfTheOperatorsComesWithItsCommand() throws Exception {
        assertThat(made("{'Entrypoint': ['/init'], 'Cmd': ['run']}", "{'Entrypoint': ['/bin/app'], 'Cmd': ['run']}"))
                .isEqualTo(json("{'Entrypoint': ['/init'], 'Cmd': ['run']}"));
    }

    @Test
    void whatBelongsToOneContainerAloneIsNotCarriedOver() throws Exception {
        assertThat(made(
                        "{'Hostname': 'abcdef012345', 'Image': 'x', 'MacAddress': '02:42:ac:1e:32:0b', 'AttachStdout': true}",
                        "{}"))
                .isEmpty();
    }

    @Test
    void variablesAndLabelsAreTheOperatorsAndThoseOfTheSlot() throws Exception {
        JsonNode made = made(
                specification(
                        "{'Env': ['A=1', 'B=2', 'LOTSE_SLOT=blue', 'LOTSE_RELEASE_DIGEST=sha256:old', 'C'],"
                                + " 'Labels': {'a': '1', 'b': '2', 'ch.meuthak.lotse.digest': 'old',"
                                + " 'com.docker.compose.container-number': '1', 'com.docker.compose.config-hash': 'h',"
                                + " 'com.docker.compose.replace': 'x'}}",
                        "{'Env': ['A=1', 'B=1'], 'Labels': {'a': '1', 'b': '1'}}"),
                OLD);

        assertThat(made.path("Env"))
                .isEqualTo(json("['B=2', 'C', 'LOTSE_SLOT=green', 'LOTSE_RELEASE_DIGEST=" + RELEASE.digest() + "']"));
        assertThat(made.path("Labels"))
                .isEqualTo(
                        json("{'b': '2', 'com.docker.compose.config-hash': 'h', 'com.docker.compose.container-number':"
                                + " '2', 'ch.meuthak.lotse.slot': 'green', 'ch.meuthak.lotse.digest': '"
                                + RELEASE.digest() + "'}"));
    }

    @Test
    void theAddressIsTheSlotsAndTheAliasThatIsTheOldContainersIdIsGone() throws Exception {
        assertThat(made(specification("{}", "{}"), OLD).path("NetworkingConfig"))
                .isEqualTo(
                        json("{'EndpointsConfig': {'shop_api': {'Aliases': ['backend'], 'IPAMConfig': {'IPv4Address':"
                                + " '172.30.50.12'}}}}"));
        assertThat(specification("{}", "{}").otherNetworks(Slot.GREEN, SETTINGS))
                .isEmpty();
    }

    @Test
    void aHealthCheckLooksSoonerWhereTheEngineCan() throws Exception {
        Specification specification = specification("{'Healthcheck': {'StartPeriod': 5, 'Retries': 9}}", "{}");

        assertThat(made(specification, NEW)
                        .path("Healthcheck")
                        .path("StartInterval")
                        .asLong())
                .isEqualTo(1_000_000_000);
        assertThat(made(specification, OLD).path("Healthcheck").has("StartInterval"))
                .isFalse();
        assertThat(ApiVersion.of("2.0").hasStartInterval()).isTrue();
        assertThat(ApiVersion.of("gibberish").hasStartInterval()).isFalse();
    }

    @Test
    void aNewEnginesFieldsThatNobodyHereKnowsAreCarriedOverToo() throws Exception {
        Specification specification = container(
                "{'Id': 'x', 'Config': {'Invented': {'deep': [1]}}, 'HostConfig': {'NetworkMode': 'n', 'AlsoInvented': true},"
                        + " 'NetworkSettings': {'Networks': {'n': {'IPAddress': '172.30.50.12'}}}}",
                "{}");

        assertThat(made(specification, NEW).path("Invented")).isEqualTo(json("{'deep': [1]}"));
        assertThat(made(specification, NEW)
                        .path("HostConfig")
                        .path("AlsoInvented")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aContainerIsNamedAsComposeNamesItsOthers() throws Exception {
        String labels = "{'Labels': {'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'backend'}}";

        assertThat(specification(labels, "{}").name(7)).isEqualTo("shop_backend_7");
        Specification second = container(
                "{'Id': 'x', 'Name': '/shop-backend-1', 'Config': " + labels
                        + ", 'NetworkSettings': {'Networks': {'n': {'IPAddress': '172.30.50.12'}}}}",
                "{}");
        assertThat(second.name(7)).isEqualTo("shop-backend-7");
    }

    @Test
    void aServiceWithoutASlotsAddressIsSaidToHaveNone() {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> container(
                        "{'Name': '/shop_backend_1', 'NetworkSettings': {'Networks': {'n': {'IPAddress': '10.0.0.1'}}}}",
                        "{}"))
                .withMessageContaining("shop_backend_1 is in no slot: it has neither 172.30.50.11 nor 172.30.50.12");
    }

    private static List<String> changes(String before, String after) throws Exception {
        return SpecificationChange.between(specification(before, "{}"), specification(after, "{}")).stream()
                .map(Object::toString)
                .toList();
    }

    /** A user 0 is root, where none is the image's own user; of two variables with one name programs see the first. */
    @Test
    void noChangeIsHiddenByWhatLooksLikeNothingOrComesTwice() throws Exception {
        assertThat(changes("{}", "{'User': '0'}")).containsExactly("option User added");
        assertThat(changes("{'User': 'false'}", "{}")).containsExactly("option User removed");
        assertThat(changes("{'Env': ['A=good']}", "{'Env': ['A=bad', 'A=good']}"))
                .containsExactly("variable A changed");
        assertThat(changes("{'StopTimeout': 0, 'Tty': false}", "{}")).isEmpty();
    }
}
