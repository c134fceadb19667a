package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Tools;
import com.microsoft.playwright.Page;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        for (Walk.Look look : Walk.Look.ALL) {
            walk.examine(blank(look), look, "login");
            Page page = walk.logIn(look, console.server.loginUrl());
            walk.visit(page, look, "/", "overview");
            walk.visit(page, look, "/network", "network");
            walk.visit(page, look, "/certificate", "certificate");
            walk.visit(page, look, "/targets", "targets");
            walk.visit(page, look, "/deployments", "deployments");
            walk.visit(page, look, "/deployments/new", "redeploy");
            walk.visit(page, look, "/deployments/20261123-0008", "deployment");
            walk.visit(page, look, "/deployments/20261122-0007", "deployment-failed");
            console.path.set(Optional.of(SamplePath.targetBroken(console.clock.instant())));
            walk.visit(page, look, "/", "overview-broken");
            console.path.set(Optional.of(SamplePath.healthy(console.clock.instant())));
            page.context().close();
        }
        assertThat(walk.findings()).isEmpty();
    }

    private Page blank(Walk.Look look) {
        Page page = walk.open(look);
        page.navigate(console.server.url() + "/login");
        return page;
    }
}
