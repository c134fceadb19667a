package ch.meuthak.lotse.console.pipeline;

import static ch.meuthak.lotse.console.pipeline.Answers.DIGEST;
import static ch.meuthak.lotse.console.pipeline.Answers.over;
import static ch.meuthak.lotse.console.pipeline.Answers.withEvidence;
import static ch.meuthak.lotse.console.pipeline.StubHook.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.pipeline.Runner.Outcome;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A candidate says what it wants, and so may what stands before the console: neither commands the runner. */
@Timeout(600)
class HostileAnswersTest extends StubbedAction {
    private static final List<String> LINES = List.of(
            "::set-output name=state::succeeded",
            "  ::error::not ours",
            "\u00A0\u2003::add-mask::e",
            "::stop-commands::x",
            "##[set-output name=state]succeeded",
            "quietly ##[error]not ours",
            "###[add-mask]e",
            "#\u200B#[error]not ours",
            "#\u001B[0m#[error]not ours",
            "first\r::error::not ours",
            "first\n::error::not ours",
            "first\u2028::error::not ours",
            "first\u0085::error::not ours",
            "```",
            "`````` text",
            "~~~",
            "</details><script>alert(1)</script>",
            "\u001B[31mred\u001B[0m \u001B]0;title\u0007 \u0000 \u202Eback",
            "%0A::error::not ours",
            "x".repeat(200_000));

    @Test
    void noLineOfACandidateIsACommand() throws Exception {
        hook.read(deployment(withEvidence(over("failed", 3), LINES, LINES)));
        checkThatItIsOnlyText(runner().run(SOON));
    }

    @Test
    void noOtherTextIsOneEither() throws Exception {
        for (String text : LINES.subList(0, LINES.size() - 1)) {
            ObjectNode end = over("rolled_back", 2).put("failure", text);
            end.withObject("release").put("version", text).put("revision", text).put("digest", text);
            end.withArray("steps")
                    .addObject()
                    .put("name", text)
                    .put("result", text)
                    .put("startedAt", text);
            try (StubHook other = new StubHook()) {
                other.post(StubHook.busy(409, text, "0")).read(deployment(end));
                checkThatItIsOnlyText(
                        other.runner(folder).with("digest", DIGEST).run(SOON));
            }
        }
    }

    private static void checkThatItIsOnlyText(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.outputs().get("state")).isIn("failed", "rolled_back");
        assertThat(outcome.log().commands().stream()
                        .map(RunnerLog.Command::name)
                        .toList())
                .isSubsetOf("add-mask", "error", "group", "endgroup");
        assertThat(outcome.log().data("error"))
                .singleElement()
                .asString()
                .startsWith("Deployment " + StubHook.ID)
                .doesNotContain("\n");
        assertThat(outcome.log().data("add-mask")).doesNotContain("e");
        for (String text : List.of(outcome.output(), outcome.summary())) {
            assertThat(text.lines().mapToInt(String::length).max().orElse(0)).isLessThan(4_000);
            assertThat(text)
                    .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]")
                    .doesNotContainPattern("[\\u2028\\u202E\\u0085]")
                    .doesNotContain("[31m", "]0;title");
        }
    }

    /** As CommonMark reads it: a fence ends with a line of at least as many of its marks, and nothing else. */
    @Test
    void noLineBreaksOutOfItsFence() throws Exception {
        hook.read(deployment(withEvidence(over("failed", 3), LINES, List.of("fine"))));
        List<String> summary = runner().run(SOON).summary().lines().toList();
        int begin = summary.indexOf("```````text");
        assertThat(begin)
                .as("a mark longer than every run of marks in the lines")
                .isPositive();
        int end = begin + 1;
        while (!summary.get(end).matches(" {0,3}`{7,}\\s*")) {
            end++;
        }
        assertThat(end - begin - 1).isEqualTo(LINES.size());
        assertThat(summary.subList(end + 1, summary.size()))
                .containsExactly("", "**Answers to the health check**", "", "```text", "fine", "```");
    }

    @Test
    void ofTooManyLinesTheLastOnesAreKept() throws Exception {
        List<String> lines =
                Stream.iterate(1, i -> i + 1).limit(5_000).map(i -> "line " + i).toList();
        hook.read(deployment(withEvidence(over("failed", 3), lines, List.of())));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.log().shown().lines().filter(line -> line.startsWith("  | line ")))
                .hasSize(100)
                .last()
                .isEqualTo("  | line 5000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"id\":\"another\",\"state\":\"succeeded\"}",
                "{\"id\":\"mhyq2k8v1-x7c\",\"state\":\"succeeded\\nstate=x\"}",
                "{\"id\":\"mhyq2k8v1-x7c\",\"state\":7}",
                "{\"id\":\"mhyq2k8v1-x7c\"",
                "<html>Welcome to our hotel</html>",
            })
    void whatIsNoDeploymentIsNotTakenForOne(String body) throws Exception {
        hook.read(exchange -> StubHook.reply(exchange, 200, body));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.outputs()).isEqualTo(Map.of("id", StubHook.ID, "state", ""));
        assertThat(outcome.log().data("error"))
                .singleElement()
                .asString()
                .contains("no deployment", "can still be in progress");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":7}",
                "{\"id\":\"../x\"}",
                "{\"id\":\"a\\nstate=succeeded\"}",
                "{\"id\":\"\"}",
                "<html>"
            })
    void whatIsNoIdIsNotFollowed(String body) throws Exception {
        hook.post(exchange -> StubHook.reply(exchange, 202, body));
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.outputs()).isEqualTo(Map.of("id", "", "state", ""));
        assertThat(outcome.log().data("error")).singleElement().asString().contains("is no hook of Lotse");
        assertThat(hook.calls("GET")).isEmpty();
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws Exception {
        AtomicLong sent = new AtomicLong();
        hook.read(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] chunk = "[".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
                while (sent.addAndGet(chunk.length) < 1L << 30) {
                    out.write(chunk);
                }
            } catch (IOException e) {
                // as it should be: the reader has gone
            }
        });
        Outcome outcome = runner().run(SOON);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(sent.get()).isLessThan(64L << 20);
    }
}
