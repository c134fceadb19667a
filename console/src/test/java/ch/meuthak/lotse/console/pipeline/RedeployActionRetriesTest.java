package ch.meuthak.lotse.console.pipeline;

import static ch.meuthak.lotse.console.pipeline.Answers.during;
import static ch.meuthak.lotse.console.pipeline.Answers.over;
import static ch.meuthak.lotse.console.pipeline.Answers.succeeded;
import static ch.meuthak.lotse.console.pipeline.StubHook.busy;
import static ch.meuthak.lotse.console.pipeline.StubHook.deployment;
import static ch.meuthak.lotse.console.pipeline.StubHook.hangUp;
import static ch.meuthak.lotse.console.pipeline.StubHook.problem;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.pipeline.Runner.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the action tries again, what it takes for final, and when it gives up. The stub checks keys, tokens and bodies. */
@Timeout(120)
class RedeployActionRetriesTest extends StubbedAction {
    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("no answer", hangUp()),
                Arguments.of("status 502", problem(502, "")),
                Arguments.of("status 503, \"the console starts\"", problem(503, "the console starts")),
                Arguments.of("status 503", busy(503, "", "1")),
                Arguments.of("status 504", problem(504, "")),
                Arguments.of("status 429, \"too often\"", busy(429, "too often", "1")),
                Arguments.of("status 429", problem(429, "")),
                Arguments.of("status 409, \"one runs and one waits\"", busy(409, "one runs and one waits", "1")));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatMayGoWellLaterIsTriedAgain(String words, StubHook.Behaviour answer) throws Exception {
        hook.post(answer).read(deployment(succeeded()));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(hook.calls("POST")).hasSize(2);
        assertThat(outcome.log().shown()).contains("The hook: " + words);
    }

    /** The question goes through the release that has the traffic, whatever that is worth. */
    @Test
    void anErrorOfABadReleaseIsNotTheOutcome() throws Exception {
        hook.read(deployment(during("baking")), problem(500, "broken"), deployment(over("rolled_back", 5)));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.log().shown()).contains("The hook: status 500, \"broken\"");
        assertThat(outcome.summary()).startsWith("## Rolled back\n");
    }

    @Test
    void theSameIsTriedAgainWhileTheDeploymentIsFollowed() throws Exception {
        hook.read(
                deployment(during("pulling")), hangUp(), problem(502, ""), busy(429, "", "1"), deployment(succeeded()));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(hook.calls("GET"))
                .hasSize(5)
                .extracting(StubHook.Call::token)
                .containsOnly(hook.calls("GET").getFirst().token());
    }

    @Test
    void gitHubMayHaveABadMoment() throws Exception {
        hook.token(problem(503, ""), hangUp()).read(deployment(succeeded()));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.log().shown())
                .contains("GitHub's token endpoint: status 503", "GitHub's token endpoint: no answer");
    }

    @Test
    void gitHubMayRefuse() throws Exception {
        hook.token(problem(400, "no such audience"));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.log().data("error"))
                .singleElement()
                .asString()
                .contains("gave no token (status 400, \"no such audience\")");
    }

    @ParameterizedTest
    @CsvSource({
        "400, of one version",
        "401, does not accept the token",
        "403, does not trust its caller",
        "404, Check the input",
        "405, Check the input",
        "409, it is a replay",
        "413, Shorten the reason",
        "415, a proxy changed",
        "422, LOTSE_IMAGE_REPOSITORY",
        "500, no hook returns that",
        "302, a redirect",
    })
    void everyOtherAnswerIsFinalAndSaysWhatToCheck(int status, String words) throws Exception {
        hook.post(problem(status, "because of <this>"));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(hook.calls("POST")).hasSize(1);
        assertThat(hook.calls("GET")).isEmpty();
        assertThat(outcome.log().data("error"))
                .singleElement()
                .asString()
                .contains("returns " + status + ": ", words, "Its answer: \"because of <this>\"")
                .doesNotContain("can still be in progress", "may have accepted");
        assertThat(outcome.summary()).startsWith("## Not deployed\n").contains("because of \\<this\\>");
        assertThat(outcome.outputs()).containsEntry("id", "").containsEntry("state", "");
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void whoIsNotTrustedSeesWhatTheConsoleCompares(int status) throws Exception {
        hook.post(problem(status, ""));
        Outcome outcome = runner().run(SOON);
        String audience = "lotse:127.0.0.1:"
                + StubHook.sha256(hook.calls("POST").getFirst().body());
        assertThat(outcome.log().shown())
                .contains(
                        "  | audience: " + audience + '\n',
                        "  | repository id: 74\n",
                        "  | owner id: 65\n",
                        "  | ref: refs/heads/main\n",
                        "  | environment: staging\n",
                        "  | event: push\n",
                        "  | workflow: octo-org/Octo-Repo/.github/workflows/deploy.yml@refs/heads/main\n",
                        "  | issued at: 2026-11-25T");
        assertThat(outcome.summary()).contains("| environment | staging |", "| repository id | 74 |");
    }

    @Test
    void aRedirectIsNotFollowedWithTheToken() throws Exception {
        hook.post(exchange -> {
            exchange.getResponseHeaders().set("Location", hook.url() + "/hooks/redeploy/elsewhere");
            StubHook.reply(exchange, 307, "");
        });
        assertThat(runner().run(SOON).exitCode()).isEqualTo(1);
        assertThat(hook.calls("POST")).hasSize(1);
    }

    @Test
    void aTokenThatExpiresOnTheWayIsReplaced() throws Exception {
        hook.read(
                deployment(during("pulling")), deployment(during("baking")), problem(401, ""), deployment(succeeded()));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        var tokens = hook.calls("GET").stream().map(StubHook.Call::token).toList();
        assertThat(tokens).hasSize(4);
        assertThat(tokens.get(1)).isEqualTo(tokens.get(0)).isEqualTo(tokens.get(2));
        assertThat(tokens.get(3)).isNotEqualTo(tokens.get(2));
    }

    @Test
    void whenANewTokenIsRefusedAsWellTheDeploymentMayStillGoOn() throws Exception {
        hook.read(deployment(during("baking")), problem(401, ""), problem(401, ""));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.outputs()).containsEntry("id", StubHook.ID).containsEntry("state", "baking");
        assertThat(outcome.log().data("error"))
                .singleElement()
                .asString()
                .contains("does not accept the token", StubHook.ID + " (last seen: baking) can still be in progress");
    }

    @Test
    void whenTheTimeIsUpTheDeploymentMayStillGoOn() throws Exception {
        hook.read(deployment(during("baking")));
        Outcome outcome = runner().with("timeout-minutes", "0.06").run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.outputs()).containsEntry("id", StubHook.ID).containsEntry("state", "baking");
        assertThat(outcome.log().data("error"))
                .singleElement()
                .asString()
                .contains("\"timeout-minutes\" is 0.06", "(last seen: baking) can still be in progress");
        assertThat(outcome.summary()).startsWith("## Time is up\n").contains("| baking | in progress |");
    }

    @Test
    void aHookThatNeverAnswersMayHaveTakenTheRequest() throws Exception {
        hook.post(hangUp(), hangUp(), hangUp(), hangUp(), hangUp());
        Outcome outcome = runner().with("timeout-minutes", "0.06").run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.log().data("error"))
                .singleElement()
                .asString()
                .contains("The last answer: no answer", "The console may have accepted the request");
    }

    @Test
    void aWaitThatIsLongerThanTheTimeLeftIsNotBegun() throws Exception {
        hook.post(busy(409, "one runs and one waits", "600"));
        Outcome outcome = runner().with("timeout-minutes", "5").run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.log().data("error"))
                .singleElement()
                .asString()
                .contains("did not end in time", "\"one runs and one waits\"")
                .doesNotContain("may have accepted");
    }

    @Test
    void aHookThatIsSilentIsNotWaitedForLongerThanTheTimeLeft() throws Exception {
        hook.post(exchange -> {});
        Outcome outcome = runner().with("timeout-minutes", "0.06").run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.log().data("error")).singleElement().asString().contains("no answer (timeout)");
    }
}
