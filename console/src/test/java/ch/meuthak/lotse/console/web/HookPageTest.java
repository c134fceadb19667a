package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.trust.GitHubTrust;
import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.HookCalls;
import ch.meuthak.lotse.console.trust.ObservedHookCalls;
import ch.meuthak.lotse.console.trust.SharedSecrets;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.hook.HookExamples;
import ch.meuthak.lotse.console.web.hook.HookExamplesTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the page about the hook shows: whom it trusts, and who called. */
class HookPageTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef-now";
    private static final String NEXT = "fedcba9876543210fedcba9876543210-and-next";

    private final TokenIssuer issuer = TokenIssuer.start();
    private final TestConsole closed = TestConsole.withSamples();
    private final TestConsole open = TestConsole.withSamples(new TrustSettings(
            "backend.example.ch", Optional.of(issuer.trust()), Optional.of(new SharedSecrets(List.of(SECRET, NEXT)))));
    private final Visitor operator = open.operator();

    @AfterEach
    void close() {
        closed.close();
        open.close();
        issuer.close();
    }

    @Test
    void aClosedHookSaysWhichSettingsOpenItAndWhereTheNumbersComeFrom() {
        Visitor visitor = closed.operator();
        assertThat(visitor.get("/").body()).contains("href=\"/hook\">Pipeline</a>");
        assertThat(visitor.get("/hook").body())
                .contains("Closed: nobody may deploy from outside.", "returns 503 to every caller")
                .contains("LOTSE_HOOK_GITHUB_REPOSITORY_ID=", "LOTSE_HOOK_GITHUB_OWNER_ID=", "LOTSE_HOOK_SECRET=")
                .contains("https://api.github.com/repos/OWNER/REPO", "<code>owner.id</code>")
                .contains("docker-compose up -d --no-deps console")
                .contains("They are not in effect yet", "are the defaults")
                .doesNotContain("Test this token");
        assertThat(operator.get("/hook").body()).doesNotContain("They are not in effect yet", "are the defaults");
    }

    @Test
    void anOpenHookShowsEveryClaimAndWhichSettingSaysIt() {
        assertThat(operator.get("/hook").body())
                .contains("One GitHub workflow may deploy, and every caller with the shared secret.")
                .contains("POST https://backend.example.ch/hooks/redeploy", "two secrets")
                .contains(">" + TokenIssuer.REPOSITORY_ID + "<", ">" + TokenIssuer.OWNER_ID + "<", issuer.url())
                .contains("push or workflow_dispatch", "OWNER/REPO/.github/workflows/deploy.yml@refs/heads/main")
                .contains("lotse:backend.example.ch: and the SHA-256 of the body in hex", "LOTSE_HOOK_GITHUB_REF");
    }

    @Test
    void nothingTellsASecretOrHowLongItIs() {
        Visitor script = open.visitor();
        String json = script.send(script.request("/api/trust").header("Authorization", "Bearer " + TestConsole.TOKEN))
                .body();
        assertThat(json).contains("\"secrets\":2");
        for (String answer : List.of(operator.get("/hook").body(), json)) {
            assertThat(answer).doesNotContain(SECRET, NEXT, SECRET.substring(0, 8), NEXT.substring(0, 8));
            assertThat(answer.replaceAll("<[^>]*>", " "))
                    .doesNotContainPattern("\\b(" + SECRET.length() + "|" + NEXT.length() + ")\\b");
        }
    }

    @Test
    void theTrustIsThereAsJsonToo() {
        Visitor script = closed.visitor();
        var request = script.request("/api/trust").header("Authorization", "Bearer " + TestConsole.TOKEN);
        assertThat(script.send(request).body())
                .isEqualTo("{\"domain\":\"backend.example.ch\",\"open\":false,\"github\":null,\"secrets\":0}");
        assertThat(open.visitor()
                        .send(open.visitor()
                                .request("/api/trust")
                                .header("Authorization", "Bearer " + TestConsole.TOKEN))
                        .body())
                .contains("\"repositoryId\":\"" + TokenIssuer.REPOSITORY_ID + "\"", "\"open\":true")
                .contains("\"events\":[\"push\",\"workflow_dispatch\"]");
    }

    @Test
    void callsOfWhomIsTrustedStandApartFromAllOthers() {
        SampleCalls.addTo(open.calls, open.clock.instant());
        String page = operator.get("/hook").body();
        String trusted = page.substring(page.indexOf("Calls from trusted callers"), page.indexOf("All other calls"));
        String others = page.substring(page.indexOf("All other calls"), page.indexOf("Test a token</h2>"));

        assertThat(trusted)
                .contains("202 Accepted", "409 Conflict", "One runs and one waits.", SampleCalls.RUN)
                .contains("href=\"/deployments/20261123-0008\"", ">4f1c2d3e4b5a<")
                .contains("14 times")
                .doesNotContain("not verified", "fix-typo");
        assertThat(others)
                .contains("403 Not trusted", "401 Not authenticated", "not verified", ">unknown<", "203.0.113.9")
                .contains("ref is refs/heads/fix-typo (expected refs/heads/main)")
                .doesNotContain("202 Accepted");
    }

    @Test
    void whatAStrangerSaysIsADeploymentIsNoLink() {
        open.calls.add(new HookCall(
                open.clock.instant(), "GET", "203.0.113.9", "", false, "20261123-0008", "", 401, "no credentials"));
        assertThat(operator.get("/hook").body())
                .contains("20261123-0008")
                .doesNotContain("href=\"/deployments/20261123-0008\"");
    }

    @Test
    void beforeTheFirstCallThePageSaysThatThereIsNone() {
        assertThat(operator.get("/hook").body()).contains("None yet.", "None.</p>");
    }

    @Test
    void ofManyCallsSomeAreShownAndAllOnDemand() {
        Instant now = open.clock.instant();
        for (int i = 0; i < 300; i++) {
            open.calls.add(SampleCalls.refused(now, 401, "", "cause number " + i));
        }
        String some = operator.get("/hook").body();
        assertThat(some)
                .contains("25 of 300 shown", "href=\"/hook?all=1\"", "cause number 299<")
                .doesNotContain("cause number 274<");
        String all = operator.get("/hook?all=1").body();
        assertThat(all).contains("cause number 0<").doesNotContain("Show all");
    }

    @Test
    void whatStrangersSendChangesNeitherTheMarkupNorTheOrderOfWhatIsRead() {
        String evil = "<script>alert(1)</script>\u202egnorw\u2066\u0007" + "W".repeat(900);
        open.calls.add(new HookCall(open.clock.instant(), "POST", evil, evil, false, evil, evil, 401, evil));
        assertThat(operator.get("/hook").body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;\ufffdgnorw\ufffd\ufffdWWW", "W…")
                .doesNotContain("<script>alert", "\u202e", "\u2066", "\u0007");
    }

    @Test
    void whatStrangersSendIsShownAsTheTextThatItIs() {
        for (String evil : List.of(
                "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "&lt;b&gt;", "__${7*7}__[[${7*7}]]")) {
            for (boolean trusted : List.of(true, false)) {
                open.calls.add(new HookCall(open.clock.instant(), "POST", evil, evil, trusted, evil, evil, 401, evil));
            }
            String shown = evil.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;");
            assertThat(operator.get("/hook").body())
                    .contains("<bdi>" + shown + "</bdi>")
                    .doesNotContain("<img src=x", "' onmouseover='", "<b>", "__49__", "[[49]]");
        }
    }

    @Test
    void callsThatCannotBeReadAreNoEndOfThePage() {
        var broken = new ObservedHookCalls(new HookCalls() {
            @Override
            public void add(HookCall call) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<HookCall> latest(boolean trusted, int limit) {
                throw new HookCallsUnavailable("The disk is full: make room.");
            }
        });
        try (TestConsole console = new TestConsole(TrustSettings.nobody("backend.example.ch"), broken)) {
            assertThat(console.operator().get("/hook").body())
                    .contains("The disk is full: make room.", "Open the hook");
        }
    }

    @Test
    void htmxGetsTheCallsAlone() {
        SampleCalls.addTo(open.calls, open.clock.instant());
        String part = operator.send(operator.request("/hook").header("HX-Request", "true"))
                .body();
        assertThat(part)
                .startsWith("<div id=\"live\"")
                .contains("202 Accepted", "403 Not trusted")
                .doesNotContain("<html", "<textarea", "LOTSE_HOOK");
    }

    @Test
    void aDeploymentThatTheHookStartedNamesTheRunAndLeadsToIt() {
        String run = "https://github.com/octo-org/octo-repo/actions/runs/32291736541";
        Deployment sample = SampleDeployments.succeeded("20261125-0009", FakeDeployments.SERVING, open.clock.instant());
        open.deployments.add(SampleDeployments.calledBy(sample, new Deployment.Origin(SampleCalls.RUN, run)));
        for (String page : List.of("/", "/deployments", "/deployments/20261125-0009")) {
            assertThat(operator.get(page).body())
                    .as(page)
                    .contains("by the pipeline", "href=\"" + run + "\"", SampleCalls.RUN);
        }
    }

    @Test
    void theUsualSettingsOfTheExampleAreTheDefaultsOfTheConsole() {
        TrustSettings read = HookExamplesTest.read(Map.of(
                "lotse.hook.github.repository.id", "1",
                "lotse.hook.github.owner.id", "2"));
        GitHubTrust usual = HookExamples.USUAL;
        assertThat(read.github())
                .hasValue(new GitHubTrust(
                        "1",
                        "2",
                        usual.ref(),
                        usual.environment(),
                        usual.events(),
                        usual.workflow(),
                        usual.issuer(),
                        usual.keys()));
    }
}
