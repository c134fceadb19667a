package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.ConfigurationPart.How;
import ch.meuthak.lotse.console.deploy.ConfigurationPart.Kind;
import ch.meuthak.lotse.console.deploy.Deployment;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The prepared configuration of the release that serves, and that Compose has replaced it: on the pages and by script. */
class ConfigurationTest {
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
    private static final ConfigurationPart VARIABLE = new ConfigurationPart(Kind.VARIABLE, "LOTSE_FEED", How.CHANGED);
    private static final ConfigurationPart VOLUME = new ConfigurationPart(Kind.VOLUME, "/data", How.ADDED);

    private final TestConsole console = TestConsole.withSamples();
    private final Visitor operator = console.operator();
    private final Visitor script = console.visitor();

    @AfterEach
    void close() {
        console.close();
    }

    private HttpResponse<String> post(String body) {
        return script.send(script.request("/api/deployments")
                .header("Authorization", "Bearer " + TestConsole.TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String wish(String fingerprint, String more) {
        return "{\"configuration\": \"" + fingerprint + "\"" + more + "}";
    }

    private HttpResponse<String> get(String path) {
        return script.send(script.request(path).header("Authorization", "Bearer " + TestConsole.TOKEN));
    }

    @Test
    void whatWouldChangeIsToldByNames() {
        assertThat(get("/api/configuration").body()).isEqualTo("{\"fingerprint\":null,\"changes\":[]}");

        console.deployments.prepare(VARIABLE, VOLUME);

        assertThat(get("/api/configuration").body())
                .isEqualTo("{\"fingerprint\":\"" + FakeDeployments.FINGERPRINT
                        + "\",\"changes\":[{\"kind\":\"variable\",\"name\":\"LOTSE_FEED\",\"how\":\"changed\"},"
                        + "{\"kind\":\"volume\",\"name\":\"/data\",\"how\":\"added\"}]}");
    }

    @Test
    void aScriptAppliesItToTheReleaseThatServes() {
        console.deployments.prepare(VARIABLE);

        HttpResponse<String> answer = post(wish(FakeDeployments.FINGERPRINT, ", \"reason\": \"another feed\""));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .contains(
                        "\"configuration\":[{\"kind\":\"variable\",\"name\":\"LOTSE_FEED\",\"how\":\"changed\"}]",
                        "another feed",
                        FakeDeployments.SERVING.digest());
        assertThat(post("{}").body()).contains("\"configuration\":[]");
    }

    @Test
    void whatCannotBeAppliedIsSaid() {
        HttpResponse<String> nothing = post(wish(FakeDeployments.FINGERPRINT, ""));
        assertThat(nothing.statusCode()).isEqualTo(409);
        assertThat(nothing.body()).contains("No changed configuration is prepared");
        HttpResponse<String> both =
                post(wish(FakeDeployments.FINGERPRINT, ", \"digest\": \"" + FakeDeployments.OLDER.digest() + "\""));
        assertThat(both.statusCode()).isEqualTo(422);
        assertThat(both.body()).contains("Leave digest and revision out");
        HttpResponse<String> other = post("{\"configuration\": \"yes\"}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("The configuration must be the fingerprint that is shown");
        for (String unclear : new String[] {"null", "\"\"", "true", "false", "[]", "1".repeat(32)}) {
            HttpResponse<String> answer = post("{\"configuration\": " + unclear + "}");
            assertThat(answer.statusCode()).as(unclear).isEqualTo(400);
            assertThat(answer.body()).containsAnyOf("configuration must be a text", "configuration must not be empty");
        }
        console.deployments.prepare(VARIABLE);
        assertThat(post(wish("f".repeat(32), "")).statusCode()).isEqualTo(409);
    }

    @Test
    void thePageSaysWhatWouldChangeAndItsButtonAppliesIt() {
        assertThat(operator.get("/deployments").body()).doesNotContain("Changed configuration");
        assertThat(operator.get("/").body()).doesNotContain("a new configuration");
        console.deployments.prepare(VARIABLE, VOLUME);

        String page = operator.get("/deployments").body();
        assertThat(page).contains("variable LOTSE_FEED changed", "volume /data added", "Apply changed configuration");
        assertThat(operator.get("/").body()).contains("a new configuration", "Review the changes");
        assertThat(page).contains("name=\"fingerprint\" value=\"" + FakeDeployments.FINGERPRINT + "\"");
        assertThat(operator.post("/deployments/configuration", Map.of("csrf", operator.csrf()))
                        .statusCode())
                .as("it does not say what it has shown")
                .isEqualTo(400);
        Matcher key = KEY.matcher(page);
        assertThat(key.find()).isTrue();
        HttpResponse<String> answer = operator.post(
                "/deployments/configuration",
                Map.of("csrf", operator.csrf(), "key", key.group(1), "fingerprint", FakeDeployments.FINGERPRINT));

        assertThat(answer.statusCode()).isEqualTo(303);
        Deployment made = console.deployments.latest(1).getFirst();
        assertThat(made.configuration()).containsExactly(VARIABLE, VOLUME);
        assertThat(made.requestedBy()).isEqualTo("operator");
        assertThat(operator.get("/deployments/" + made.id()).body())
                .contains("Changed configuration:", "variable LOTSE_FEED changed");
        assertThat(operator.get("/deployments").body()).contains("<span class=\"tag\">configuration</span>");
    }

    @Test
    void thatComposeReplacedTheReleaseIsSaidLoudlyWithTheWayBack() {
        for (String path : new String[] {"/", "/deployments"}) {
            assertThat(operator.get(path).body()).doesNotContain("Not deployed by Lotse");
        }

        console.deployments.replaceByCompose(
                SampleDeployments.succeeded("20261124-0001", FakeDeployments.OLDER, console.clock.instant()));

        for (String path : new String[] {"/", "/deployments"}) {
            assertThat(operator.get(path).body())
                    .contains(
                            "Not deployed by Lotse",
                            "href=\"/deployments/rollback?digest=" + FakeDeployments.SERVING.digest() + "\"",
                            "href=\"/deployments/20261124-0001\"");
        }
    }
}
