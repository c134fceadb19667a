package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.server.testing.Tools;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The account and what goes on without credentials, in Chromium. */
class AccountBrowserTest {
    private final TestConsole console = TestConsole.withSamples();
    private final Walk walk = new Walk(Tools.require("chromium"), console.server.url());

    @AfterEach
    void close() {
        walk.close();
        console.close();
    }

    @Test
    void theEndOfTheSessionIsShownSoundlyOnEveryPage() {
        console.lastKnown.set(console.diagnosis.get());
        console.shift.set(Duration.ofMinutes(47));
        sessionEnds();
        for (Walk.Look look : Walk.Look.ALL) {
            Page page = walk.logIn(look, console.server.loginUrl());
            walk.visit(page, look, "/", "ended-overview");
            walk.visit(page, look, "/network", "ended-network");
            walk.visit(page, look, "/account", "ended-account");
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void aPasteIsTriedFromThePageAndWhatIsWrongOrIdleIsShown() {
        var ips = List.of(
                ReferenceTopology.elasticIp(),
                new ElasticIp("198.51.100.7", "eipalloc-0f00", "", "", "", "", "forgotten"));
        console.feed.publish(ReferenceTopology.healthyAt(console.clock.instant())
                .elasticIps(Fact.known(ips))
                .topology());
        for (Walk.Look look : Walk.Look.ALL) {
            console.credentials.drop();
            Page page = walk.logIn(look, console.server.loginUrl());
            page.getByText("Account").first().click();
            page.getByLabel("Credentials block").fill("[default]\naws_access_key_id=ASIA");
            page.getByText("Test and use these credentials").click();
            page.waitForSelector("text=These credentials are not used. The current ones stay in use.");
            assertThat(page.getByLabel("Credentials block").inputValue()).isEmpty();
            walk.examine(page, look, "account-refused");
            page.getByLabel("Credentials block").fill("a good block");
            page.getByText("Test and use these credentials").click();
            page.waitForSelector("text=Return to the machine's own credentials");
            walk.examine(page, look, "account-pasted");
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    private void sessionEnds() {
        Instant now = console.clock.instant();
        var nothing = ReferenceTopology.healthyAt(now)
                .nothingRead(
                        "ExpiredToken",
                        "The session credentials have expired.",
                        "In a Learner Lab, start the lab and paste the three values of AWS"
                                + " Details into ~/.aws/credentials, or on the page Account; the console reads everything at once,"
                                + " without a restart.")
                .topology();
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready.");
        console.diagnosis.set(Optional.of(
                Diagnosis.of(Rulebook.ALL, Observations.of(nothing, release, 5080), Optional.empty(), now)));
        console.feed.publish(nothing);
    }
}
