package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtRefused;
import ch.meuthak.lotse.console.facts.LargeTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisPageTest {
    private final TestConsole console = TestConsole.withSamples();
    private final Visitor operator = console.operator();

    DiagnosisPageTest() {
        console.diagnosis.set(Optional.of(SamplePath.targetBroken(console.clock.instant())));
    }

    @AfterEach
    void close() {
        console.close();
    }

    private String page(String query) {
        HttpResponse<String> answer = operator.get("/diagnosis" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void everythingAboutAFindingIsThereWithAnAnchorOfItsRule() {
        assertThat(page(""))
                .contains("The target is broken: nothing listens on port 5000")
                .containsSubsequence(
                        "id=\"TGT-REFUSED\"",
                        "The connection to the target fails",
                        "Error",
                        "stops requests",
                        "The state of i-0ac165e251c3c44ac:5000 is unhealthy",
                        "DescribeTargetHealth",
                        "Start the service.",
                        "href=\"" + TgtRefused.RULE.document() + "\"",
                        "Causes 1 more finding",
                        "id=\"RUN-NO-ANSWER\"",
                        "id=\"EXP-SSH-OPEN\"",
                        "aws ec2 revoke-security-group-ingress",
                        "Everybody else is cut off.");
    }

    @Test
    void whatWasNotReadIsListedWithTheReason() {
        assertThat(page("")).containsSubsequence("Not known", "how the domain answers", "nothing was probed");
    }

    @ParameterizedTest
    @CsvSource({
        "?severity=error, TGT-REFUSED, EXP-SSH-OPEN, 1 of 2 findings",
        "?severity=WARNING, EXP-SSH-OPEN, nothing, 2 of 2 findings",
        "?hop=security-group, EXP-SSH-OPEN, TGT-REFUSED, 1 of 2 findings",
        "?rule=ssh+is+open, EXP-SSH-OPEN, TGT-REFUSED, 1 of 2 findings",
        "?rule=run-no-answer, TGT-REFUSED, EXP-SSH-OPEN, 1 of 2 findings",
        "?severity=warning&hop=target&rule=tgt, TGT-REFUSED, EXP-SSH-OPEN, 1 of 2 findings"
    })
    void theAddressFilters(String query, String shown, String hidden, String count) {
        assertThat(page(query)).contains("id=\"" + shown + "\"", count).doesNotContain("id=\"" + hidden + "\"");
    }

    @Test
    void aFilterThatLetsNothingThroughSaysSoAndLeadsBack() {
        assertThat(page("?hop=dns")).contains("0 of 2 findings", "No finding matches the filter.", "Show all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?severity=awful", "?hop=moon", "?severity=%3Cscript%3E", "?severity=error%00&hop=x"})
    void aFilterValueThatMeansNothingFiltersNothingAndIsNamed(String query) {
        assertThat(page(query)).contains("it filters nothing").doesNotContain("<script>");
    }

    @Test
    void theFilterIsAFormThatWorksWithoutAScript() {
        assertThat(page("?severity=error"))
                .contains("<form id=\"filter\" method=\"get\" action=\"/diagnosis\"")
                .contains("<option value=\"error\" selected=\"selected\">Error</option>");
    }

    @Test
    void theSameIsMarkdownForWhoHasASessionOrTheToken() throws Exception {
        HttpResponse<String> page = operator.get("/diagnosis.md?severity=error");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/markdown; charset=utf-8");
        assertThat(page.body())
                .startsWith("# Diagnosis of backend.meuthak.ch\n")
                .contains("## TGT-REFUSED: ")
                .doesNotContain("EXP-SSH-OPEN");

        Visitor script = console.visitor();
        assertThat(script.get("/diagnosis.md").statusCode()).isEqualTo(401);
        HttpResponse<String> api =
                script.send(script.request("/api/diagnosis.md").header("Authorization", "Bearer " + TestConsole.TOKEN));
        assertThat(api.statusCode()).isEqualTo(200);
        assertThat(api.body()).contains("## TGT-REFUSED: ", "## EXP-SSH-OPEN: ", "```sh\naws ec2 revoke");
    }

    @Test
    void theOverviewLeadsToTheFindingAndStillToAws() {
        assertThat(operator.get("/").body())
                .contains("href=\"/diagnosis#TGT-REFUSED\"", "href=\"" + TgtRefused.RULE.document() + "\"");
    }

    @Test
    void everyRuleIsExplained() {
        String rules = operator.get("/diagnosis/rules").body();
        assertThat(Rulebook.ALL.stream().map(Rule::id))
                .allSatisfy(id -> assertThat(rules).contains("id=\"" + id + "\""));
        assertThat(rules).contains("Can be caused by", "href=\"#TG-PROTOCOL\"");
    }

    @Test
    void beforeTheFirstSnapshotItSaysSoAndAnswers503AsMarkdown() {
        try (var empty = new TestConsole()) {
            Visitor early = empty.operator();
            assertThat(early.get("/diagnosis").body()).contains("Reading AWS for the first time");
            assertThat(early.get("/diagnosis.md").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void refreshingLeadsBackHere() {
        assertThat(operator.post("/refresh", Map.of("csrf", operator.csrf(), "back", "/diagnosis"))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/diagnosis");
    }

    /** Findings are one for each rule, and their evidence is ten lines at most; only a command may name a thousand rules. */
    @Test
    void aThousandTargetsAndRulesMakeNoLongPage() {
        Instant now = console.clock.instant();
        var topology = LargeTopology.of(1000, 100, 1000);
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready.");
        console.feed.publish(topology);
        console.diagnosis.set(Optional.of(
                Diagnosis.of(Rulebook.ALL, Observations.of(topology, release, 5080), Optional.empty(), now)));

        assertThat(page("")).hasSizeLessThan(300_000).contains("finding");
    }
}
