package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.console.web.access.Sessions;
import ch.meuthak.lotse.console.web.access.WrongTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private final TestConsole console = TestConsole.withSamples();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void aLoginLinkOpensOneSessionAndIsSpentThen() {
        String link = path(console.server.loginUrl());
        Visitor first = console.visitor();
        HttpResponse<String> redirect = first.get(link);
        assertThat(redirect.statusCode()).isEqualTo(303);
        assertThat(redirect.headers().firstValue("Location")).hasValue("/login");
        assertThat(redirect.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(first.get("/login").body()).contains("Your login link is ready");
        HttpResponse<String> login = first.post("/login", Map.of());
        assertThat(login.statusCode()).isEqualTo(303);
        assertThat(login.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("lotse-" + console.server.port() + "=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Domain"));
        assertThat(login.headers().allValues("Set-Cookie"))
                .as("the link's cookie is deleted")
                .anyMatch(cookie -> cookie.startsWith("lotse-login-" + console.server.port() + "=;")
                        && cookie.contains("Expires=Thu, 1 Jan 1970 00:00:00 GMT"));
        assertThat(first.get("/").statusCode()).isEqualTo(200);

        Visitor second = console.visitor();
        second.get(link);
        assertThat(second.post("/login", Map.of()).statusCode()).isEqualTo(401);
        assertThat(second.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void aProgramThatFollowsLinksAheadDoesNotSpendThem() {
        String link = path(console.server.loginUrl());
        for (int i = 0; i < 5; i++) {
            Visitor prefetcher = console.visitor();
            prefetcher.get(link);
            prefetcher.get("/login");
        }
        assertThat(console.visitor().logIn(console.server.url() + link).get("/").statusCode())
                .isEqualTo(200);
    }

    @Test
    void theCodeStandsInNoPage() {
        String link = path(console.server.loginUrl());
        String code = link.substring(link.indexOf('=') + 1);
        Visitor visitor = console.visitor();
        assertThat(visitor.get(link).body()).doesNotContain(code);
        assertThat(visitor.get("/login").body()).doesNotContain(code);
        assertThat(visitor.get("/login?token=" + code + "%3Cscript%3E").body()).doesNotContain("<script>x", code + "<");
    }

    @Test
    void theConsoleTokenLogsInToo() {
        Visitor visitor = console.visitor();
        assertThat(visitor.post("/login", Map.of("token", TestConsole.TOKEN)).statusCode())
                .isEqualTo(303);
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
        assertThat(console.visitor()
                        .logIn(console.server.url() + "/login?token=" + TestConsole.TOKEN)
                        .get("/")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSessionIdThatTheBrowserBringsIsNeverTakenOver() {
        Visitor visitor = console.visitor();
        String name = "lotse-" + console.server.port();
        visitor.cookies().put(name, "chosen-by-an-attacker");
        visitor.logIn(console.server.loginUrl());
        assertThat(visitor.cookies().get(name))
                .isNotEqualTo("chosen-by-an-attacker")
                .hasSize(43);

        String before = visitor.cookies().get(name);
        visitor.logIn(console.server.loginUrl());
        assertThat(visitor.cookies().get(name)).isNotEqualTo(before);
        Visitor old = console.visitor();
        old.cookies().put(name, String.valueOf(before));
        assertThat(old.get("/").statusCode())
                .as("the session before the second login")
                .isEqualTo(401);
    }

    @Test
    void loggingOutEndsTheSessionOnTheServer() {
        Visitor operator = console.operator();
        Map<String, String> kept = Map.copyOf(operator.cookies());
        HttpResponse<String> out = operator.post("/logout", Map.of("csrf", operator.csrf()));
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.headers().allValues("Set-Cookie"))
                .as("the cookie is deleted")
                .anyMatch(cookie -> cookie.startsWith("lotse-" + console.server.port() + "=;")
                        && cookie.contains("Expires=Thu, 1 Jan 1970 00:00:00 GMT"));
        assertThat(operator.get("/login?ended").body()).contains("You are logged out");

        Visitor thief = console.visitor();
        thief.cookies().putAll(kept);
        assertThat(thief.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionEndsAfterTwelveIdleHoursAndAfterTwentyFourInAll() {
        Visitor idle = console.operator();
        console.shift.set(Duration.ofHours(11));
        Visitor busy = console.operator();
        assertThat(idle.get("/").statusCode()).isEqualTo(200);
        console.shift.set(Duration.ofHours(22));
        assertThat(idle.get("/").statusCode()).isEqualTo(200);
        assertThat(busy.get("/").statusCode()).isEqualTo(200);
        console.shift.set(Duration.ofHours(25));
        assertThat(idle.get("/").statusCode()).as("24 hours in all").isEqualTo(401);
        console.shift.set(Duration.ofHours(34).plusMinutes(1));
        assertThat(busy.get("/").statusCode()).as("12 idle hours").isEqualTo(401);
    }

    @Test
    void atMostThirtyTwoSessionsAreOpenAndTheLeastUsedGivesWay() {
        Visitor first = console.operator();
        Visitor second = console.operator();
        for (int i = 0; i < Sessions.MAX_OPEN - 1; i++) {
            first.get("/login");
            console.operator();
            assertThat(first.get("/").statusCode()).isEqualTo(200);
        }
        assertThat(second.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void aLoginLinkIsGoodForTwelveHours() {
        String link = console.server.loginUrl();
        console.shift.set(Duration.ofHours(12));
        assertThat(console.visitor().logIn(link).get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void theRightTokenIsTakenWhateverOthersSend() {
        Visitor operator = console.operator();
        Visitor guesser = console.visitor();
        for (int i = 0; i < WrongTokens.MAX; i++) {
            assertThat(api(guesser, "guess-" + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> held = api(guesser, "guess");
        assertThat(held.statusCode()).isEqualTo(429);
        assertThat(held.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 61L);
        assertThat(guesser.post("/login", Map.of("token", "x")).statusCode()).isEqualTo(429);

        assertThat(api(guesser, TestConsole.TOKEN).statusCode()).isEqualTo(200);
        assertThat(console.visitor()
                        .post("/login", Map.of("token", TestConsole.TOKEN))
                        .statusCode())
                .isEqualTo(303);
        assertThat(console.visitor().logIn(console.server.loginUrl()).get("/").statusCode())
                .isEqualTo(200);
        assertThat(operator.get("/").statusCode()).as("open sessions go on").isEqualTo(200);
        assertThat(api(guesser, "guess").statusCode()).isEqualTo(429);
        console.shift.set(WrongTokens.WINDOW);
        assertThat(api(guesser, "guess").statusCode()).isEqualTo(401);
    }

    @Test
    void aCookieThatAnotherProgramOfThisMachineHasSetHoldsUpNoLoginLink() {
        Visitor visitor = console.visitor();
        visitor.get(path(console.server.loginUrl()));
        String name = "lotse-login-" + console.server.port();
        String real = visitor.cookies().get(name);
        visitor.cookies().put(name, "planted; " + name + "=" + real);

        assertThat(visitor.post("/login", Map.of()).statusCode()).isEqualTo(303);
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aScriptMakesAFreshLoginLink() {
        Visitor script = console.visitor();
        HttpResponse<String> made = script.send(script.request("/api/login-links")
                .header("Authorization", "Bearer " + TestConsole.TOKEN)
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(made.statusCode()).isEqualTo(201);
        String url = made.body().replaceAll(".*\"url\":\"([^\"]+)\".*", "$1");
        assertThat(url).startsWith(console.server.url() + "/login?token=");
        assertThat(console.visitor().logIn(url).get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void theLoginPageNamesTheFileThatHoldsTheTokenAsAShellTakesIt(@TempDir Path folder) throws Exception {
        Path state = Files.createDirectory(folder.resolve("the operator's state"));
        try (var other = new TestConsole(ConsoleToken.load(state, TestConsole.TOKEN))) {
            Matcher line = Pattern.compile("\\$\\((cat [^\n]*?)\\)\"")
                    .matcher(other.visitor().get("/login").body().replaceAll("<[^>]*>", ""));
            assertThat(line.find()).isTrue();
            String command = line.group(1).replace("&#39;", "'");

            var shell = new ProcessBuilder("sh", "-c", command).start();

            assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(TestConsole.TOKEN + "\n");
        }
    }

    @Test
    void theLoginPageSaysHowTheTokenOfAContainerIsRead() {
        assertThat(console.visitor().get("/login").body().replaceAll("<[^>]*>", ""))
                .contains("docker-compose exec -T console cat ");
    }

    private static HttpResponse<String> api(Visitor visitor, String token) {
        return visitor.send(visitor.request("/api/topology").header("Authorization", "Bearer " + token));
    }

    private String path(String url) {
        return url.substring(console.server.url().length());
    }
}
