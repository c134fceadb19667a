package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.server.testing.Tools;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {
    private final TestConsole console = TestConsole.withSamples();

    private final Walk walk = new Walk(Tools.require("chromium"), console.server.url());

    @AfterEach
    void close() {
        walk.close();
        console.close();
    }

    @Test
    void everyPageIsSoundInBothThemesAndBothWidths() {
        walk.tour(console.server::loginUrl);
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void whatIsBrokenIsShownSoundlyToo() {
        console.diagnosis.set(Optional.of(SamplePath.targetBroken(console.clock.instant())));
        var problem = new Problem("DescribeAddresses", "AccessDenied", "Give the role ec2:DescribeAddresses.", "");
        console.feed.publish(ReferenceTopology.healthyAt(console.clock.instant())
                .target("unhealthy", "Target.FailedHealthChecks", "Health checks failed")
                .certificate(ReferenceTopology.certificate("PENDING_VALIDATION", Optional.empty()))
                .elasticIps(Fact.failed(problem))
                .problems(problem)
                .topology());
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            walk.visit(page, look, "/", "broken-overview");
            walk.visit(page, look, "/diagnosis#TGT-REFUSED", "broken-diagnosis");
            walk.visit(page, look, "/network", "broken-network");
            walk.visit(page, look, "/certificate", "broken-certificate");
            walk.visit(page, look, "/targets", "broken-targets");
            walk.visit(page, look, "/deployments/20261122-0007", "broken-deployment");
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void aPreparedConfigurationAndAReleaseThatComposeHasStartedAreShownSoundly() {
        console.deployments.prepare(
                new ConfigurationPart(ConfigurationPart.Kind.VARIABLE, "LOTSE_FEED", ConfigurationPart.How.CHANGED),
                new ConfigurationPart(ConfigurationPart.Kind.VOLUME, "/data", ConfigurationPart.How.ADDED));
        console.deployments.replaceByCompose(
                SampleDeployments.succeeded("20261124-0001", FakeDeployments.OLDER, console.clock.instant()));
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            walk.visit(page, look, "/", "replaced-overview");
            walk.visit(page, look, "/deployments", "replaced-deployments");
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void theLoginPageHasRoomForADeepStateDirectory(@TempDir Path folder) throws IOException {
        Path state = Files.createDirectories(folder.resolve("somebody/projects/lotse/target/sandbox"));
        try (var deep = new TestConsole(ConsoleToken.load(state, TestConsole.TOKEN))) {
            for (Walk.Look look : Walk.Look.ALL) {
                Page page = walk.open(look);
                page.navigate(deep.server.url() + "/login");
                walk.examine(page, look, "login-deep");
                page.context().close();
            }
        }
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void anErrorPageIsAPageOfTheConsole() {
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            walk.visit(page, look, "/no/such/page", "error");
            assertThat(page.locator("h1").textContent()).isEqualTo("Not found");
            page.context().close();
        }
        assertThat(walk.findings()).allMatch(finding -> finding.contains("the server responded with a status of 404"));
    }

    @Test
    void aRedeployFromThePageIsFollowedLiveToItsEnd() {
        Walk.Look look = Walk.Look.ALL.getFirst();
        Page page = walk.logIn(look, console.server.loginUrl());
        page.getByText("Redeploy…").click();
        page.getByText("1.3.2").click();
        page.getByLabel("Reason").fill("Back to the <b>older</b> release");
        page.getByText("Deploy this release").click();
        page.waitForURL(url -> url.matches(".*/deployments/20261124-1"));
        page.waitForSelector("text=Cancel deployment");

        String id = "20261124-1";
        for (String step : List.of("Pulling", "Starting", "Checking")) {
            console.deployments.advance(id);
            page.waitForSelector(".page-head .mark:has-text('" + step + "')");
        }
        console.deployments.logged("listening on 127.0.0.1:41233 <script>");
        page.waitForSelector("#log:has-text('<script>')");
        walk.examine(page, look, "deployment-running");
        console.deployments.advance(id);
        page.waitForSelector(".page-head .mark:has-text('Switching')");
        assertThat(page.getByText("Cancel deployment").count()).isZero();
        walk.follow(page, "/");
        page.waitForSelector("text=Follow this deployment");
        walk.examine(page, look, "overview-deploying");
        console.deployments.advance(id);
        console.deployments.advance(id);
        console.deployments.advance(id);
        page.waitForCondition(() -> page.getByText("Follow this deployment").count() == 0);
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void aRollbackIsOneClickAndAReasonFromTheOverviewAndFromAnEarlierDeployment() {
        console.deployments.add(SampleDeployments.succeeded(
                "20261101-0001", FakeDeployments.OLDER, console.clock.instant().minusSeconds(200_000)));
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            walk.visit(page, look, "/deployments/20261101-0001", "deployment-earlier");
            page.getByText("Roll back to this release…").click();
            assertThat(page.getByLabel("1.3.2").isChecked()).isTrue();
            page.navigate(console.server.url());
            page.getByText("Roll back…").click();
            page.getByText("Roll back to this release").click();
            assertThat(page.url()).as("not without a reason").endsWith("/deployments/rollback");
            page.locator("form.form").evaluate("form => { form.noValidate = true; }");
            page.getByText("Roll back to this release").click();
            page.waitForSelector("[role=alert]:has-text('A rollback needs a reason')");
            walk.examine(page, look, "rollback-refused");
            page.getByLabel("Reason").fill("Slower than before");
            page.getByText("Roll back to this release").click();
            page.waitForSelector("h1:has-text('Rollback to 1.3.2')");
            walk.examine(page, look, "deployment-rollback");
            walk.visit(page, look, "/", "overview-rolling-back");
            walk.visit(page, look, "/deployments", "deployments-rollback");
            page.context().close();
        }
        assertThat(walk.findings()).allMatch(finding -> finding.contains("the server responded with a status of 422"));
    }

    @Test
    void thePageFollowsAwsWithoutAReloadAndLeavesTheReaderWhereHeIs() {
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        walk.follow(page, "/targets");
        page.waitForSelector("text=All healthy");
        page.evaluate("() => { window.notReloaded = true; }");
        page.locator("button.copy").first().focus();
        String focused = focused(page);

        console.feed.publish(ReferenceTopology.healthyAt(console.clock.instant())
                .target("unhealthy", "Target.FailedHealthChecks", "Health checks failed")
                .topology());

        page.waitForSelector("text=None healthy");
        assertThat(page.evaluate("() => window.notReloaded")).isEqualTo(true);
        assertThat(focused(page)).isEqualTo(focused);
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void whatChangesBetweenTheMakingOfAPageAndItsListeningIsShownToo() {
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        page.route("**/events", route -> {
            console.feed.publish(ReferenceTopology.healthyAt(console.clock.instant())
                    .target("unhealthy", "Target.FailedHealthChecks", "Health checks failed")
                    .topology());
            route.resume();
        });

        walk.follow(page, "/targets");

        page.waitForSelector("text=None healthy");
        assertThat(walk.findings()).isEmpty();
    }

    /** A page that is being changed for one event has not read what the next one tells of. */
    @Test
    void whatChangesWhileThePageIsBeingChangedIsShownToo() {
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        page.waitForResponse(
                response -> response.request().headers().containsKey("hx-request"),
                () -> walk.follow(page, "/targets"));
        page.evaluate("""
                () => {
                  window.changes = 0;
                  document.addEventListener('lotse:changed', () => { window.changes += 1; });
                }""");
        var held = new CompletableFuture<Route>();
        page.route("**/targets", route -> {
            if (!held.complete(route)) {
                route.resume();
            }
        });
        console.feed.publish(ReferenceTopology.healthyAt(console.clock.instant())
                .target("unhealthy", "Target.FailedHealthChecks", "Health checks failed")
                .topology());
        page.waitForCondition(held::isDone);
        APIResponse first = held.join().fetch();
        console.feed.publish(ReferenceTopology.healthyAt(console.clock.instant())
                .problems(new Problem("DescribeAddresses", "AccessDenied", "Give the role ec2:DescribeAddresses.", ""))
                .topology());
        page.waitForCondition(() -> page.evaluate("() => window.changes").equals(2));
        held.join().fulfill(new Route.FulfillOptions().setResponse(first));

        page.waitForSelector("text=1 call failed");
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void whenOnlyTheTimeHasChangedNothingIsSwapped() {
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        walk.follow(page, "/network");
        page.evaluate("() => { document.querySelector('table').dataset.same = 'yes'; }");
        String before = page.locator(".age time").getAttribute("datetime");
        console.feed.publish(ReferenceTopology.healthyAt(console.clock.instant().plusSeconds(2))
                .instances(topologyInstances())
                .topology());
        page.waitForCondition(() -> !before.equals(page.locator(".age time").getAttribute("datetime")));
        assertThat(page.locator("table[data-same]").count()).isEqualTo(1);
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void aCopyButtonCopiesWithTheKeyboardAndSaysSo() {
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        page.navigate(console.server.url() + "/network");
        page.locator("button.copy").first().focus();
        page.keyboard().press("Enter");
        page.waitForCondition(() -> page.locator("#announce").textContent().equals("Copied 44.194.144.99"));
        assertThat(page.evaluate("() => navigator.clipboard.readText()")).isEqualTo("44.194.144.99");
        assertThat(walk.findings()).isEmpty();
    }

    /** Two clicks from what is broken to a ticket about it. */
    @Test
    void aFindingIsReachedFromItsHopFilteredAndCopiedAsMarkdown() {
        console.diagnosis.set(Optional.of(SamplePath.targetBroken(console.clock.instant())));
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        page.locator("#hop-target a:has-text('TGT-REFUSED')").click();
        page.waitForURL(url -> url.endsWith("/diagnosis#TGT-REFUSED"));
        assertThat(page.locator("article:target").getAttribute("id")).isEqualTo("TGT-REFUSED");

        page.locator("#severity").selectOption("error");
        page.locator("#filter button").click();
        page.waitForURL(url -> url.contains("severity=error"));
        assertThat(page.locator("#findings-title").textContent()).isEqualTo("1 of 2 findings");

        page.getByText("Copy as Markdown").click();
        page.waitForCondition(() -> page.locator("#announce").textContent().equals("Copied the diagnosis as Markdown"));
        assertThat(String.valueOf(page.evaluate("() => navigator.clipboard.readText()")))
                .startsWith("# Diagnosis of backend.meuthak.ch")
                .contains("## TGT-REFUSED: ")
                .doesNotContain("EXP-SSH-OPEN");
        assertThat(walk.findings()).isEmpty();
    }

    /** What somebody types into the filter is not taken away by a new snapshot, and neither is what he has unfolded. */
    @Test
    void aNewSnapshotLeavesTheFilterAndWhatIsUnfolded() {
        console.diagnosis.set(Optional.of(SamplePath.targetBroken(console.clock.instant())));
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        walk.follow(page, "/diagnosis");
        page.locator("#because-TGT-REFUSED summary").click();
        page.locator("#rule").fill("half a wor");

        console.diagnosis.set(Optional.of(SamplePath.healthy(console.clock.instant())));
        console.feed.publish(
                ReferenceTopology.healthyAt(console.clock.instant()).topology());
        page.waitForSelector("text=1 finding");
        console.diagnosis.set(Optional.of(SamplePath.targetBroken(console.clock.instant())));
        console.feed.publish(
                ReferenceTopology.healthyAt(console.clock.instant()).topology());
        page.waitForSelector("text=2 findings");

        assertThat(page.locator("#rule").inputValue()).isEqualTo("half a wor");
        page.locator("#because-TGT-REFUSED summary").click();
        console.feed.publish(ReferenceTopology.healthyAt(console.clock.instant())
                .problems(new Problem("DescribeAddresses", "AccessDenied", "Give the role ec2:DescribeAddresses.", ""))
                .topology());
        page.waitForSelector("text=1 call failed");
        assertThat(page.locator("#RUN-NO-ANSWER").isVisible()).isTrue();
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void theLoginLinkIsNotInTheHistory() {
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        page.goBack();
        assertThat(page.url()).doesNotContain("token");
        assertThat(page.evaluate("() => document.referrer").toString()).doesNotContain("token");
    }

    private Fact<List<Instance>> topologyInstances() {
        return console.feed.latest().orElseThrow().instances();
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("() => document.activeElement.dataset.copy"));
    }
}
