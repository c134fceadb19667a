package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.trust.HookCall;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What an operator's script reads of the hook. */
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
}
