package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.drift.ServingRelease;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.server.testing.Tools;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page Timeline in Chromium. */
class TimelineBrowserTest {
    private static final SecurityGroupRule MYSQL =
            new SecurityGroupRule("sgr-0c4d5e6f708192a3b", "tcp", 3306, 3306, "0.0.0.0/0", "");

    private final TestConsole console = TestConsole.withSamples();
    private final Walk walk = new Walk(Tools.require("chromium"), console.server.url());
    private final Instant taken = console.clock.instant();

    @AfterEach
    void close() {
        walk.close();
        console.close();
    }

    private ReferenceTopology healthy() {
        return ReferenceTopology.healthyAt(taken);
    }

    private ReferenceTopology opened() {
        return healthy()
                .inbound(ReferenceTopology.apiRule("0.0.0.0/0"), ReferenceTopology.sshRule("203.0.113.7/32"), MYSQL);
    }

    private void look(ReferenceTopology topology, String version, boolean deployed) {
        var release = new ServingRelease("sha256:" + version, version + "+4f1c2d3e4b5a", deployed);
        console.drift.look(topology.topology(), Optional.of(release));
    }

    private void samples() {
        look(healthy(), "1.4.0", true);
        look(healthy().target("unhealthy", "Target.Timeout", "Request timed out"), "1.4.0", true);
        look(healthy(), "1.4.0", true);
        look(healthy(), "1.5.0", true);
        look(opened().domainAtElasticIp(), "1.6.0", false);
        ReferenceTopology later = ReferenceTopology.healthyAt(taken.plus(Duration.ofHours(7)));
        look(opened().instances(later.topology().instances()).domainAtElasticIp(), "1.6.0", false);
    }

    @Test
    void itIsSoundInBothThemesAndBothWidths() {
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            walk.visit(page, look, "/timeline", "timeline-empty");
            page.context().close();
        }
        samples();
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            page.navigate(console.server.url() + "/timeline");
            page.locator("summary").all().forEach(Locator::click);
            walk.examine(page, look, "timeline");
            walk.visit(page, look, "/timeline?kind=security-group", "timeline-filtered");
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void longTextsBreakNoLayout() {
        look(healthy(), "1.4.0", true);
        SecurityGroupRule[] rules = IntStream.range(0, 40)
                .mapToObj(i -> new SecurityGroupRule(
                        "sgr-" + "w".repeat(80) + i, "tcp", i, 60000 + i, "W".repeat(200) + i, "W".repeat(255)))
                .toArray(SecurityGroupRule[]::new);
        look(healthy().inbound(rules), "1.4.0", true);
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            page.navigate(console.server.url() + "/timeline");
            page.locator("summary").first().click();
            walk.examine(page, look, "timeline-hostile");
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void aChangeShowsUpByItselfIsCopiedAndAcceptedAndAnOpenCommandStaysOpen() {
        look(healthy(), "1.4.0", true);
        Page page = walk.logIn(Walk.Look.ALL.getFirst(), console.server.loginUrl());
        walk.follow(page, "/timeline");
        look(opened(), "1.4.0", true);
        page.waitForSelector(".drift bdi:has-text('tcp 3306 from 0.0.0.0/0 was added')");
        Locator mysql = page.locator(".drift > li:has-text('3306')");
        mysql.locator("summary").click();
        mysql.getByLabel("Copy the command that undoes it").click();
        page.waitForCondition(
                () -> page.locator("#announce").textContent().equals("Copied the command that undoes it"));
        assertThat(String.valueOf(page.evaluate("() => navigator.clipboard.readText()")))
                .startsWith("aws ec2 revoke-security-group-ingress --group-id ")
                .contains(MYSQL.id());

        look(opened().noTargets(), "1.4.0", true);
        page.waitForSelector(".drift bdi:has-text('was taken out of')");
        assertThat(mysql.locator("details").getAttribute("open")).isNotNull();
        page.locator(".drift > li:has-text('3306') button:has-text('Make this the baseline')")
                .click();
        page.waitForSelector(".events bdi:has-text('Accepted: The rule tcp 3306')");
        assertThat(page.locator(".drift > li").count()).isEqualTo(2);
        page.locator("#accept-all").click();
        page.waitForSelector("text=No differences.");
        assertThat(walk.findings()).isEmpty();
    }
}
