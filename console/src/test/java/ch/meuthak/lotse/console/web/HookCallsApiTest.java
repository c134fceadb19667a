package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Deployment.Origin;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.trust.HookCall;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What an operator sees of the hook and of what it started. */
class HookCallsApiTest {
    @Test
    void trustedCallsAreToldApartFromAllTheOthersWithTheirWholeCause() throws Exception {
        try (TestConsole console = new TestConsole()) {
            var now = console.clock.instant();
            console.calls.add(new HookCall(now, "POST", "203.0.113.9", "hmac", true, "d-1", "sha256:00", 202, ""));
            console.calls.add(
                    new HookCall(now, "POST", "198.51.100.7", "", false, "", "", 401, "it has no credentials"));

            HttpResponse<String> answer = console.visitor()
                    .send(console.visitor()
                            .request("/api/hook-calls")
                            .header("Authorization", "Bearer " + TestConsole.TOKEN));

            JsonNode tree = new JsonMapper().readTree(answer.body());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(tree.at("/trusted").size()).isEqualTo(1);
            assertThat(tree.at("/trusted/0/deployment").textValue()).isEqualTo("d-1");
            assertThat(tree.at("/trusted/0/cause").isNull()).isTrue();
            assertThat(tree.at("/others/0/cause").textValue()).isEqualTo("it has no credentials");
            assertThat(tree.at("/others/0/caller").textValue()).isEqualTo("198.51.100.7");
            assertThat(console.visitor()
                            .send(console.visitor().request("/api/hook-calls"))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aDeploymentOfThePipelineSaysWhoseRunItWasAndLeadsThere() throws Exception {
        try (TestConsole console = new TestConsole()) {
            var origin = new Origin("github o/r run 7 by a", "https://github.com/o/r/actions/runs/7");
            Deployment made = console.deployments.request(
                    DeploymentRequest.hook(FakeDeployments.SERVING.digest(), "", origin, "a push", ""));

            String page = console.operator().get("/deployments/" + made.id()).body();
            assertThat(page)
                    .contains(
                            "by the pipeline",
                            "href=\"https://github.com/o/r/actions/runs/7\"",
                            "github o/r run 7 by a</bdi></a>");
            JsonNode told = new JsonMapper()
                    .readTree(console.visitor()
                            .send(console.visitor()
                                    .request("/api/deployments/" + made.id())
                                    .header("Authorization", "Bearer " + TestConsole.TOKEN))
                            .body());
            assertThat(told.at("/origin/name").textValue()).isEqualTo("github o/r run 7 by a");
            assertThat(told.at("/origin/url").textValue()).isEqualTo(origin.url());
        }
    }
}
