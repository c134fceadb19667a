package ch.meuthak.lotse.console.pipeline;

import static ch.meuthak.lotse.console.pipeline.Answers.DIGEST;
import static ch.meuthak.lotse.console.pipeline.Answers.during;
import static ch.meuthak.lotse.console.pipeline.Answers.over;
import static ch.meuthak.lotse.console.pipeline.Answers.succeeded;
import static ch.meuthak.lotse.console.pipeline.Answers.withEvidence;
import static ch.meuthak.lotse.console.pipeline.StubHook.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.pipeline.Runner.Outcome;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit code is the truth: what the action asks for, what it tells of the outcome, and which inputs it takes. */
@Timeout(120)
class RedeployActionTest extends StubbedAction {
    @Test
    void aReleaseThatServesIsFollowedStepByStepAndExitsZero() throws Exception {
        hook.read(
                deployment(over("requested", 0)),
                deployment(during("pulling")),
                deployment(during("pulling")),
                deployment(during("baking")),
                deployment(succeeded()));
        Outcome outcome = runner().with("revision", "0a1b2c3")
                .with("reason", "the new feed")
                .run(SOON);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.outputs()).isEqualTo(Map.of("id", StubHook.ID, "state", "succeeded"));
        assertThat(outcome.log().shown().lines().filter(line -> line.startsWith("St")))
                .containsExactly(
                        "State requested",
                        "Step pulling, since 10:00:00 UTC",
                        "Step pulling: ok pulling, after 0.4 s",
                        "Step starting, since 10:00:01 UTC",
                        "Step starting: ok starting, after 0.4 s",
                        "Step checking, since 10:00:02 UTC",
                        "Step checking: ok checking, after 0.4 s",
                        "Step switching, since 10:00:03 UTC",
                        "Step switching: ok switching, after 0.4 s",
                        "Step baking, since 10:00:04 UTC",
                        "Step baking: ok baking, after 0.4 s",
                        "Step draining, since 10:00:05 UTC",
                        "Step draining: ok draining, after 0.4 s");
        assertThat(outcome.log().data("error")).isEmpty();
        assertThat(outcome.summary())
                .startsWith("## Deployed\n")
                .contains(
                        "| image | sha256\\:5ec0",
                        "| version | 1.2.3 |",
                        "| draining | ok draining | 10\\:00\\:05 UTC | 0.4 s |");
    }

    @Test
    void theRequestIsExactlyWhatWasAskedFor() throws Exception {
        hook.read(deployment(succeeded()));
        runner().with("revision", "0a1b2c3").with("reason", "the new feed").run(SOON);

        var post = hook.calls("POST").getFirst();
        assertThat(post.path()).isEqualTo("/hooks/redeploy");
        assertThat(Checkout.JSON.readTree(post.body()))
                .isEqualTo(Checkout.JSON
                        .createObjectNode()
                        .put("digest", DIGEST)
                        .put("revision", "0a1b2c3")
                        .put("runId", "20123456789")
                        .put("reason", "the new feed"));
    }

    @Test
    void whatIsNotGivenIsNotSent() throws Exception {
        hook.read(deployment(succeeded()));
        runner().env("GITHUB_RUN_ID", "").run(SOON);
        assertThat(hook.calls("POST").getFirst().body()).isEqualTo("{\"digest\":\"" + DIGEST + "\"}");
    }

    @Test
    void tokensAreMaskedAndShownNowhere() throws Exception {
        hook.read(deployment(during("pulling")), StubHook.problem(401, "no"), deployment(succeeded()));
        Outcome outcome = runner().run(SOON);
        assertThat(hook.tokens()).hasSize(3);
        assertThat(outcome.log().data("add-mask")).containsExactlyInAnyOrderElementsOf(hook.tokens());
        for (String token : hook.tokens()) {
            assertThat(outcome.log().shown()).doesNotContain(token);
            assertThat(outcome.summary()).doesNotContain(token);
        }
        assertThat(outcome.output()).doesNotContain(StubHook.CREDENTIAL);
    }

    @ParameterizedTest
    @CsvSource({
        "failed, 3, Not deployed, failed before it got traffic",
        "rolled_back, 5, Rolled back, got traffic and was rolled back",
        "cancelled, 1, Cancelled, was cancelled",
    })
    void aReleaseThatDoesNotServeFailsTheJobAndSaysWhy(String state, int steps, String title, String words)
            throws Exception {
        var end = over(state, steps).put("failure", "The candidate ended with exit code 137.");
        hook.read(deployment(withEvidence(end, List.of("no memory", "bye"), List.of("GET /health/ready: 503"))));
        Outcome outcome = runner().run(SOON);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.outputs()).isEqualTo(Map.of("id", StubHook.ID, "state", state));
        assertThat(outcome.log().data("error")).singleElement().asString().contains(words, "exit code 137.");
        assertThat(outcome.log().shown()).contains("  | no memory\n  | bye\n", "  | GET /health/ready: 503\n");
        assertThat(outcome.summary())
                .startsWith("## " + title + "\n")
                .contains(
                        "of the candidate (exit code 137)**\n\n```text\nno memory\nbye\n```\n",
                        "```text\nGET /health/ready: 503\n```\n");
    }

    @Test
    void aSuccessOfAnotherImageIsNone() throws Exception {
        var other = succeeded();
        other.withObject("release").put("digest", DIGEST.replace('5', '6'));
        hook.read(deployment(other));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.log().data("error")).singleElement().asString().contains("instead of " + DIGEST);
    }

    @Test
    void aJobWithoutThePermissionIsToldWhichOneItLacks() throws Exception {
        Outcome outcome = new Runner(folder)
                .with("url", hook.url())
                .with("digest", DIGEST)
                .run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.log().data("error")).singleElement().asString().contains("permissions: id-token: write");
        assertThat(hook.calls("POST")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "url; backend.example.ch",
                "url; https://",
                "url; http://backend.example.ch",
                "url; http://127.0.0.1.example.ch",
                "url; https://backend.example.ch/api",
                "url; https://user:word@backend.example.ch",
                "url; https://backend.example.ch?x=1",
                "url; file:///etc/passwd",
                "digest; ''",
                "digest; latest",
                "digest; sha256:abc",
                "digest; registry.example.ch/backend@sha256:5ec05ec05ec05ec05ec05ec05ec05ec05ec05ec05ec05ec05ec05ec05ec05ec0",
                "digest; SHA256:5EC05EC05EC05EC05EC05EC05EC05EC05EC05EC05EC05EC05EC05EC05EC05EC0",
                "revision; -x",
                "revision; a b",
                "domain; backend_example",
                "timeout-minutes; 0",
                "timeout-minutes; -1",
                "timeout-minutes; 361",
                "timeout-minutes; soon",
            })
    void aWrongInputIsNamedInOneSentenceAndNothingIsAsked(String input, String value) throws Exception {
        Outcome outcome = runner().with(input, value).run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.log().data("error"))
                .singleElement()
                .asString()
                .startsWith("The input \"" + input + "\" must be ")
                .endsWith("it is \"" + value + "\".");
        assertThat(hook.tokens()).isEmpty();
        assertThat(hook.calls("POST")).isEmpty();
    }

    @Test
    void ofACommitMessageTheFirstLineIsTheReason() throws Exception {
        hook.read(deployment(succeeded()));
        runner().with("reason", "\n  The new feed\n\nSigned-off-by: nobody\n").run(SOON);
        assertThat(Checkout.JSON
                        .readTree(hook.calls("POST").getFirst().body())
                        .get("reason")
                        .asText())
                .isEqualTo("The new feed");
    }

    @Test
    void aLongReasonIsCutAndAHostileOneIsOnlyText() throws Exception {
        hook.read(deployment(succeeded()));
        String reason =
                "\"; touch '" + folder + "/pwned'; $(touch " + folder + "/pwned) `id` ${{ secrets.X }} \uD83D\uDEA2";
        Outcome outcome = runner().with("reason", reason + "\u0001\u202E" + "é".repeat(600))
                .run(SOON);
        String sent = Checkout.JSON
                .readTree(hook.calls("POST").getFirst().body())
                .get("reason")
                .asText();
        assertThat(outcome.exitCode()).isZero();
        assertThat(sent).startsWith(reason + "  é").endsWith("é…");
        assertThat(sent.codePointCount(0, sent.length())).isEqualTo(500);
        assertThat(Files.exists(folder.resolve("pwned"))).isFalse();
    }

    @Test
    void anotherRunIsAnotherRequestAndTheSameRunIsTheSame() throws Exception {
        hook.read(deployment(succeeded()));
        runner().run(SOON);
        runner().run(SOON);
        String first = hook.calls("POST").getFirst().idempotencyKey();
        assertThat(first).startsWith("20123456789-1-");
        assertThat(hook.calls("POST")).extracting(StubHook.Call::idempotencyKey).containsExactly(first, first);
        try (StubHook other = new StubHook()) {
            other.read(deployment(succeeded()));
            other.runner(folder)
                    .with("digest", DIGEST)
                    .env("GITHUB_RUN_ATTEMPT", "2")
                    .run(SOON);
            assertThat(other.calls("POST").getFirst().idempotencyKey()).startsWith("20123456789-2-");
        }
    }
}
