package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.HopFact;
import ch.meuthak.lotse.console.diagnosis.HopState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.NotKnown;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtRefused;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.words.CodeWords;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private static final List<String> PAGES = List.of(
            "/",
            "/diagnosis",
            "/diagnosis/rules",
            "/network",
            "/certificate",
            "/targets",
            "/deployments",
            "/deployments/new",
            "/deployments/rollback",
            "/hook",
            "/timeline",
            "/timeline?all=1",
            "/account",
            "/network?all=1",
            "/certificate?all=1",
            "/targets?all=1");
    private static final Path TEMPLATES = Path.of("src/main/resources/ch/meuthak/lotse/console/web");

    private final TestConsole console = TestConsole.withSamples();
    private final Visitor operator = console.operator();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void everyTextIsShownAsTextHoweverMuchMarkupIsInIt() {
        for (String evil : List.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</title></style></textarea><svg onload=alert(1)>",
                "javascript:alert(1)",
                "${7*7}[[${7*7}]]__${7*7}__",
                "&lt;script&gt;")) {
            AtomicInteger count = new AtomicInteger();
            Instant now = console.clock.instant();
            HostileTopology hostile = new HostileTopology(() -> evil + count.incrementAndGet(), 3, now);
            console.diagnosis.set(Optional.of(diagnosis(evil, now)));
            console.outside.set(Outside.unread().withTls(Fact.known(SampleOutside.served(evil, evil, now))));
            console.deployments.add(deployment("evil-1", evil, now));
            console.feed.publish(hostile.topology());
            showsAsText(evil);
            console.feed.publish(hostile.unread());
            showsAsText(evil);
        }
    }

    private void showsAsText(String evil) {
        for (String page :
                Stream.concat(PAGES.stream(), Stream.of("/deployments/evil-1")).toList()) {
            HttpResponse<String> answer = operator.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body())
                    .as(page)
                    .doesNotContain("<script>alert", "<img src=x", "<svg onload", "' onmouseover='")
                    .doesNotContain("href=\"javascript:", "href='javascript:");
            if (evil.contains("7*7")) {
                assertThat(answer.body()).as(page).doesNotContain("49[[", "__49__");
            }
            if (evil.startsWith("&lt;")) {
                assertThat(answer.body()).as(page).doesNotContain(">&lt;script");
            }
        }
        HttpResponse<String> form =
                operator.post("/deployments", Map.of("csrf", operator.csrf(), "digest", evil, "reason", evil));
        assertThat(form.statusCode()).isEqualTo(422);
        assertThat(form.body()).doesNotContain("<script>alert", "<img src=x", "</textarea><svg");
    }

    @Test
    void theCertificatePageComparesWhatIsServedWithWhatTheListenerHolds() {
        Instant now = console.clock.instant();
        String own = ReferenceTopology.certificateUntil(now).serial();
        console.outside.set(Outside.unread());
        assertThat(operator.get("/certificate").body())
                .contains("Certificate that clients get", "Not checked yet, because nothing was probed.");

        console.outside.set(Outside.unread().withTls(Fact.known(SampleOutside.served(own.replace(":", ""), "", now))));
        assertThat(operator.get("/certificate").body()).contains("Trusted", "Its serial number is that of");

        console.outside.set(Outside.unread().withTls(Fact.known(SampleOutside.served("00:99", "", now))));
        assertThat(operator.get("/certificate").body()).contains("Different certificate", "has this serial number");

        console.outside.set(Outside.unread().withTls(Fact.known(SampleOutside.served(own, "it has ended", now))));
        assertThat(operator.get("/certificate").body())
                .contains("Not trusted", "Clients reject the connection: it has ended.");
    }

    @Test
    void aDateOfAHopIsWrittenAsOnTheOtherPages() {
        Instant now = console.clock.instant();
        var end = new HopFact.Time("Valid until", Instant.parse("2027-01-31T23:59:59Z"));
        var listener = new HopState(Hop.LISTENER, HopStatus.OK, "HTTPS:443", "It holds one.", List.of(end), now);
        console.diagnosis.set(Optional.of(new Diagnosis(
                new RequestPath(List.of(listener), HopStatus.OK, "Nothing is broken."), List.of(), List.of())));

        assertThat(operator.get("/").body())
                .contains("Valid until", "31 Jan 2027, 23:59:59 UTC")
                .doesNotContain("2027-01-31T");
    }

    @Test
    void whatWasFoundStandsAtItsHopWithWhatMendsIt() {
        assertThat(operator.get("/").body())
                .contains("EXP-SSH-OPEN", "SSH is open to the world", "Everybody else is cut off.")
                .contains("--security-group-rule-ids sgr-0b1a29384756e0f1d --region us-east-1");
    }

    @Test
    void noTemplateWritesUnescapedTextOrCarriesScriptOrStyle() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            Stream<Path> templates = files.filter(file -> file.toString().endsWith(".html"));
            assertThat(templates).hasSizeGreaterThan(8).allSatisfy(template -> assertThat(Files.readString(template))
                    .as(template.toString())
                    .doesNotContain("th:utext", "[(", "style=", "<style", "th:inline", "onclick", "https://"));
        }
    }

    @Test
    void hundredsOfRowsStayReadableAndSmall() {
        AtomicInteger count = new AtomicInteger();
        console.feed.publish(
                new HostileTopology(() -> "name-" + count.incrementAndGet(), 100, console.clock.instant()).topology());
        for (String page : List.of("/network", "/certificate", "/targets")) {
            HttpResponse<String> some = operator.get(page);
            assertThat(some.statusCode()).isEqualTo(200);
            assertThat(some.body()).as(page).contains("25 of 100 shown", "Show all");
            assertThat(some.body().length()).as(page).isLessThan(4_000_000);
        }
    }

    @Test
    void aHundredRulesInOneGroupAreAllShownOnDemand() {
        Instant now = console.clock.instant();
        console.feed.publish(ReferenceTopology.healthyAt(now)
                .inbound(IntStream.rangeClosed(1, 100)
                        .mapToObj(port -> new SecurityGroupRule("sgr-" + port, "tcp", port, port, "10.0.0.0/8", ""))
                        .toArray(SecurityGroupRule[]::new))
                .topology());
        String some = operator.get("/network").body();
        assertThat(some)
                .contains("Inbound rules (100)", "25 of 100 shown", ">sgr-25<")
                .doesNotContain(">sgr-26<");
        assertThat(some.length()).isLessThan(120_000);
        String all = operator.get("/network?all=1").body();
        assertThat(all).contains(">sgr-100<").doesNotContain("Show all");
        assertThat(all.length()).isLessThan(300_000);
    }

    @Test
    void theReferenceDeploymentsValuesAreOnThePages() {
        assertThat(operator.get("/network").body())
                .contains(
                        "44.194.144.99",
                        "sgr-07d4b77f96a360b7e",
                        "Custom TCP",
                        "SSH",
                        "0.0.0.0/0",
                        "i-0ac165e251c3c44ac")
                .contains("Anybody on the internet can connect to TCP 5000.")
                .contains("Anybody on the internet can connect to TCP 22 (SSH).");
        assertThat(operator.get("/certificate").body())
                .contains("9272c48c-aa16-4d1c-ac77-883b80a1dff5", "_dasisteintest123456789e3260f8f90.backend")
                .contains(
                        "HTTPS:443",
                        "days left",
                        "forward to semarb3-2",
                        "semarb3-1577038455.us-east-1.elb.amazonaws.com");
        assertThat(operator.get("/targets").body()).contains("semarb3-2", "/health/ready", "1 of 1 healthy", "5000");
    }

    @Test
    void aReasonCodeIsSaidInPlainWordsWithWhatToDo() {
        console.feed.publish(ReferenceTopology.healthyAt(console.clock.instant())
                .target("unhealthy", "Target.FailedHealthChecks", "Health checks failed")
                .topology());
        assertThat(operator.get("/targets").body())
                .contains(
                        "None healthy",
                        "Target.FailedHealthChecks",
                        "The connection for HTTP /health/ready on port 5000 fails.",
                        "listens on that port on 0.0.0.0");
    }

    @Test
    void everyStateOfADeploymentHasItsWords() {
        for (DeploymentState state : DeploymentState.values()) {
            assertThat(CodeWords.find("deployment." + state.id()))
                    .as(state.id())
                    .isPresent();
        }
    }

    @Test
    void aFailedReadIsListedWithWhatToDoAndTheRestStays() {
        var problem = new Problem("DescribeAddresses", "AccessDenied", "Give the role ec2:DescribeAddresses.", "");
        console.feed.publish(ReferenceTopology.healthyAt(console.clock.instant())
                .elasticIps(Fact.failed(problem))
                .problems(problem)
                .topology());
        for (String page : List.of("/", "/network", "/certificate", "/targets")) {
            assertThat(operator.get(page).body())
                    .as(page)
                    .contains("1 call failed", "DescribeAddresses", "Give the role ec2:DescribeAddresses.");
        }
        assertThat(operator.get("/network").body()).contains("sgr-07d4b77f96a360b7e");
    }

    @Test
    void beforeTheFirstSnapshotThePagesSaySoAndDoNotWait() {
        try (TestConsole fresh = new TestConsole()) {
            Visitor early = fresh.operator();
            for (String page : List.of("/", "/network", "/certificate", "/targets")) {
                HttpResponse<String> answer = early.get(page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body()).as(page).contains("Reading AWS for the first time");
            }
            assertThat(fresh.feed.watchedTimes()).isPositive();
        }
    }

    @Test
    void htmxGetsOnlyTheLivePart() {
        HttpResponse<String> part = operator.send(operator.request("/network").header("HX-Request", "true"));
        assertThat(part.statusCode()).isEqualTo(200);
        assertThat(part.body()).startsWith("<div id=\"live\"").doesNotContain("<html", "<nav", "<head");
    }

    @Test
    void withoutScriptARedeployIsTwoFormsAndAPage() {
        String form = operator.get("/deployments/new").body();
        assertThat(form).contains(FakeDeployments.OLDER.digest(), "name=\"reason\"", "name=\"key\"");
        HttpResponse<String> taken = operator.post(
                "/deployments",
                Map.of(
                        "csrf",
                        operator.csrf(),
                        "digest",
                        FakeDeployments.OLDER.digest(),
                        "reason",
                        "back to <b>1.3.2</b>",
                        "key",
                        "form-1"));
        assertThat(taken.statusCode()).isEqualTo(303);
        String where = taken.headers().firstValue("Location").orElseThrow();
        assertThat(operator.get(where).body())
                .contains("Cancel deployment", "back to &lt;b&gt;1.3.2&lt;/b&gt;", "Pull and verify the release");
        assertThat(operator.post(where + "/cancel", Map.of("csrf", operator.csrf()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(operator.get(where).body()).contains("Cancelled").doesNotContain("Cancel deployment");
    }

    @Test
    void aDigestThatIsTypedWinsOverTheChoiceAndIsKeptWhenItIsRefused() {
        String unknown = "sha256:" + "0".repeat(64);
        operator.get("/deployments/new");
        HttpResponse<String> refused = operator.post(
                "/deployments",
                Map.of(
                        "csrf",
                        operator.csrf(),
                        "digest",
                        FakeDeployments.OLDER.digest(),
                        "other",
                        " " + unknown + " ",
                        "key",
                        "form-2"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("No such release is kept here", "value=\"" + unknown + "\"");
        HttpResponse<String> taken = operator.post(
                "/deployments",
                Map.of("csrf", operator.csrf(), "other", FakeDeployments.OLDER.digest(), "key", "form-3"));
        assertThat(taken.statusCode()).isEqualTo(303);
        assertThat(operator.get(taken.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains(FakeDeployments.OLDER.digest());
    }

    @Test
    void theListOfDeploymentsIsPaged() {
        Instant now = console.clock.instant();
        for (int i = 0; i < 45; i++) {
            console.deployments.add(SampleDeployments.succeeded("paged-" + i, FakeDeployments.SERVING, now));
        }
        assertThat(operator.get("/deployments").body())
                .contains("paged-44", "Older")
                .doesNotContain("paged-24<", "Newer");
        assertThat(operator.get("/deployments?page=3").body())
                .contains("Newer", "20261122-0007")
                .doesNotContain("Older");
        assertThat(operator.get("/deployments?page=0").statusCode()).isEqualTo(404);
        assertThat(operator.get("/deployments?page=x").statusCode()).isEqualTo(404);
    }

    @Test
    void refreshIsAPostThatLeadsBackToItsPageAndNowhereElse() {
        Map<String, String> fields = Map.of("csrf", operator.csrf(), "back", "/targets");
        assertThat(operator.post("/refresh", fields).headers().firstValue("Location"))
                .hasValue("/targets");
        assertThat(console.feed.refreshing()).isTrue();
        assertThat(operator.get("/targets").body()).contains("Reading AWS");
        for (String away : List.of("//evil.example", "https://evil.example", "/\\evil.example", "/login")) {
            assertThat(operator.post("/refresh", Map.of("csrf", operator.csrf(), "back", away))
                            .headers()
                            .firstValue("Location"))
                    .hasValue("/");
        }
    }

    private static Diagnosis diagnosis(String text, Instant now) {
        List<HopState> hops = Arrays.stream(Hop.values())
                .map(hop -> new HopState(hop, HopStatus.FAIL, text, text, List.of(new HopFact.Id(text, text)), now))
                .toList();
        var finding = new Finding(
                TgtRefused.RULE,
                Severity.ERROR,
                true,
                Optional.of(Hop.TARGET),
                text,
                text,
                new Fix(text, List.of(text), text),
                List.of(new Evidence(text, text, now)),
                now,
                List.of());
        return new Diagnosis(
                new RequestPath(hops, HopStatus.FAIL, text),
                List.of(finding),
                List.of(new NotKnown(List.of(text), text)));
    }

    private static Deployment deployment(String id, String text, Instant now) {
        return new Deployment(
                id,
                DeploymentState.FAILED,
                text,
                Optional.of(new Deployment.Origin(text, text)),
                text,
                true,
                now,
                Optional.of(now.plus(Duration.ofSeconds(1))),
                new Release(text, text, text),
                Optional.empty(),
                List.of(new Deployment.Step(text, now, Optional.of(now), text)),
                text,
                Optional.of(new Deployment.Evidence(Optional.of(1), List.of(text), List.of(text))));
    }
}
