package ch.meuthak.lotse.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.trust.Audience;
import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.SharedSecrets;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.server.testing.Tools;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page about the hook in Chromium. */
class HookBrowserTest {
    private static final String DOMAIN = "backend.example.ch";
    private static final String BODY = "{\"digest\":\"sha256:" + "a".repeat(64) + "\"}";

    private static final String TABLES_THAT_SCROLL =
            "() => [...document.querySelectorAll('.table')].filter(t => t.scrollWidth > t.clientWidth).length";

    private final TokenIssuer issuer = TokenIssuer.start();
    private final TestConsole console = TestConsole.withSamples(new TrustSettings(
            DOMAIN,
            Optional.of(issuer.trust()),
            Optional.of(new SharedSecrets(List.of("0123456789abcdef0123456789abcdef")))));
    private final Walk walk = new Walk(Tools.require("chromium"), console.server.url());

    @AfterEach
    void close() {
        walk.close();
        console.close();
        issuer.close();
    }

    @Test
    void anOpenHookIsSoundInBothThemesAndBothWidths() {
        Instant now = console.clock.instant();
        SampleCalls.addTo(console.calls, now);
        console.deployments.add(SampleDeployments.calledBy(
                SampleDeployments.succeeded("20261125-0009", FakeDeployments.SERVING, now.minusSeconds(3000)),
                new Deployment.Origin(
                        SampleCalls.RUN, "https://github.com/octo-org/octo-repo/actions/runs/32291736541")));
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            walk.visit(page, look, "/hook", "hook-open");
            walk.visit(page, look, "/deployments", "deployments-hook");
            walk.visit(page, look, "/deployments/20261125-0009", "deployment-hook");
            walk.visit(page, look, "/", "overview-hook");
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void whatStrangersSendBreaksNoLayout() {
        String long_ = "W".repeat(900) + "\u202eevil\u0590";
        console.calls.add(new HookCall(console.clock.instant(), "POST", long_, long_, false, long_, long_, 401, long_));
        console.calls.add(new HookCall(console.clock.instant(), "POST", long_, long_, true, long_, long_, 422, long_));
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            walk.visit(page, look, "/hook", "hook-hostile");
            assertThat(page.evaluate(TABLES_THAT_SCROLL)).as(look.name()).isEqualTo(0);
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void aTestedTokenSaysWhichClaimDoesNotFitAndGoesFromThePage() {
        String fits = token("refs/heads/main");
        String misfit = token("refs/heads/a-very-long-name-of-a-branch-" + "x".repeat(150));
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            page.navigate(console.server.url() + "/hook");
            test(page, fits);
            page.waitForSelector("h3 .mark:has-text('Would be accepted, once')");
            walk.examine(page, look, "hook-token-fits");
            test(page, misfit);
            page.waitForSelector("h3 .mark:has-text('Would be refused with 403')");
            assertThat(page.locator("tr:has(.mark.fail) th").allTextContents()).containsExactly("ref", "workflow_ref");
            assertThat(page.locator("#token").inputValue()).isEmpty();
            assertThat(page.locator("#body").inputValue()).isEqualTo(BODY);
            walk.examine(page, look, "hook-token-misfit");
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void aClockThatIsOffIsSaidAboveTheClaims() {
        console.shift.set(Duration.ofMinutes(20));
        issuer.answerKeys(exchange -> TokenIssuer.answer(exchange, 502, ""));
        String token = token("refs/heads/main");
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            page.navigate(console.server.url() + "/hook");
            test(page, token);
            page.waitForSelector("h3 .mark:has-text('Cannot be checked now')");
            assertThat(page.locator(".tested .note").textContent())
                    .contains("1,2", "this clock is ahead by that much", "chronyc tracking");
            walk.examine(page, look, "hook-token-clock");
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void aCallShowsUpByItselfAndLeavesWhatIsTypedAlone() {
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        walk.follow(page, "/hook");
        page.locator("#token").fill("half a token");
        console.calls.add(
                SampleCalls.refused(console.clock.instant(), 401, "", "the signature is made with another secret"));
        page.waitForSelector("text=the signature is made with another secret");
        assertThat(page.locator("#token").inputValue()).isEqualTo("half a token");
        assertThat(focused(page)).isEqualTo("token");
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void theWorkflowIsCopiedWithTheKeyboardAndWhatWasCopiedIsSaidInThreeWords() {
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        page.navigate(console.server.url() + "/hook");
        page.getByLabel("Copy the workflow").focus();
        page.keyboard().press("Enter");
        page.waitForCondition(() -> page.locator("#announce").textContent().equals("Copied the workflow"));
        assertThat(String.valueOf(page.evaluate("() => navigator.clipboard.readText()")))
                .isEqualTo(page.locator("#workflow").textContent())
                .startsWith("name: Deploy\n")
                .contains("id-token: write", "url: https://" + DOMAIN);
        assertThat(walk.findings()).isEmpty();
    }

    private String token(String ref) {
        return issuer.token(Audience.of(DOMAIN, BODY.getBytes(UTF_8)), claims -> {
            claims.put("ref", ref);
            claims.put("workflow_ref", TokenIssuer.REPOSITORY + "/.github/workflows/deploy.yml@" + ref);
        });
    }

    private static void test(Page page, String token) {
        page.locator("#token").fill(token);
        page.locator("#body").fill(BODY);
        page.getByText("Test this token").click();
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("() => document.activeElement.id"));
    }
}
