package ch.meuthak.lotse.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.trust.Audience;
import ch.meuthak.lotse.console.trust.Credentials;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import ch.meuthak.lotse.console.trust.TrustDecision;
import ch.meuthak.lotse.console.trust.TrustSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The form that tries a token out, with tokens of an issuer on loopback. */
class TokenTestPageTest {
    private static final String DOMAIN = "backend.example.ch";
    private static final String BODY = "{\"digest\":\"sha256:" + "a".repeat(64) + "\"}";

    private final TokenIssuer issuer = TokenIssuer.start();
    private final TestConsole console =
            TestConsole.withSamples(new TrustSettings(DOMAIN, Optional.of(issuer.trust()), Optional.empty()));
    private final Visitor operator = console.operator();

    @AfterEach
    void close() {
        console.close();
        issuer.close();
    }

    @Test
    void aTokenThatFitsWouldBeAcceptedAndCanStillBeUsed() {
        String token = token(claims -> {});
        for (int i = 0; i < 3; i++) {
            String page = test(token, BODY);
            assertThat(page)
                    .contains("Would be accepted, once", "The token is genuine and from the trusted workflow.")
                    .contains("<title>Would be accepted, once · Pipeline · Lotse</title>")
                    .doesNotContain("Does not match");
            assertThat(rows(page)).allMatch(row -> row.contains("Matches"));
        }
        assertThat(console.calls.latest(true, 10)).isEmpty();
        assertThat(console.calls.latest(false, 10)).isEmpty();
        var credentials = new Credentials(List.of("Bearer " + token), List.of(), List.of(), List.of());
        var trusted = (TrustDecision.Trusted) console.trust.judge(credentials, BODY.getBytes(UTF_8), () -> {});
        assertThat(console.trust.use(trusted)).isTrue();
    }

    @Test
    void aTokenThatWasUsedWouldBeAReplayAndOneThatDoesNotFitIsRefusedForThatFirst() {
        String token = token(claims -> {});
        var credentials = new Credentials(List.of("Bearer " + token), List.of(), List.of(), List.of());
        console.trust.use((TrustDecision.Trusted) console.trust.judge(credentials, BODY.getBytes(UTF_8), () -> {}));

        String page = test(token, BODY);

        assertThat(page)
                .contains("Would be refused with 409", "it was already used")
                .doesNotContain("Would be accepted");
        assertThat(row(page, "jti")).contains("Already used");
        assertThat(test(token, BODY + " ")).contains("Would be refused with 401", "Already used");
    }

    @Test
    void withoutTheBodyOnlyTheRestIsHeldAgainstTheToken() {
        assertThat(test(token(claims -> {}), ""))
                .contains("Would be accepted, once", "the test cannot show whether the token was made for it");
    }

    @Test
    void anotherBranchIsNamedWithWhatItIsAndWhatItShouldBe() {
        String page = test(token(claims -> claims.put("ref", "refs/heads/fix")), BODY);
        assertThat(page)
                .contains("Would be refused with 403", "The token is genuine, but not from the trusted workflow.");
        assertThat(misfits(page)).containsExactly("ref");
        assertThat(row(page, "ref")).contains("Does not match", "refs/heads/main", "refs/heads/fix");
        assertThat(row(page, "environment")).contains("Matches");
    }

    @Test
    void aTokenForAnotherBodyIsRefusedForItsAudience() {
        String page = test(token(claims -> {}), BODY + " ");
        assertThat(page).contains("Would be refused with 401");
        assertThat(misfits(page)).containsExactly("aud");
    }

    @Test
    void theLinesOfABodyCountWithoutTheBrowsersReturns() {
        String body = "{\n  \"digest\": \"sha256:" + "a".repeat(64) + "\"\n}\n";
        String token = issuer.token(Audience.of(DOMAIN, body.getBytes(UTF_8)));
        assertThat(test(token, body.replace("\n", "\r\n"))).contains("Would be accepted, once");
    }

    @Test
    void theBodyIsKeptInTheForm() {
        assertThat(test(token(claims -> {}), BODY)).contains(">" + BODY.replace("\"", "&quot;") + "</textarea>");
    }

    @Test
    void aClockOneHourOffIsToldByHowMuch() {
        console.shift.set(Duration.ofHours(1));
        assertThat(test(token(claims -> {}), BODY))
                .contains("Would be refused with 401")
                .containsPattern("The token was made 3,6[0-5]\\d s ago by this box&#39;s clock")
                .contains("this clock is ahead by that much");
        console.shift.set(Duration.ofHours(-1));
        assertThat(test(token(claims -> {}), BODY))
                .containsPattern(
                        "The token was made 3,(5[5-9]\\d|600) s ahead of this box&#39;s clock, which is behind by that much");
    }

    @Test
    void anIssuerThatDoesNotAnswerIsSaidPlainly() {
        issuer.answerKeys(exchange -> TokenIssuer.answer(exchange, 502, ""));
        String page = test(token(claims -> {}), BODY);
        assertThat(page)
                .contains("Cannot be checked now", "are not available: the answer is 502", "503", "in a minute")
                .doesNotContain("Would be");
        assertThat(row(page, "signature")).contains("Not checked");
        assertThat(row(page, "ref")).contains("Matches");
    }

    @Test
    void whatIsNoTokenIsNeverShownAgain() {
        for (String pasted : List.of("my-secret-of-the-console", "a.b.c", "x".repeat(9000))) {
            String page = test(pasted, "");
            assertThat(page)
                    .contains("Would be refused with 401", "a JSON Web Token signed with RS256")
                    .doesNotContain(pasted);
        }
        assertThat(test("", BODY)).contains("Paste a token first.");
    }

    @Test
    void aTokenIsInNoAnswerAndNoLog() {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Handler handler = listenTo(log);
        try {
            Logger.getLogger("").addHandler(handler);
            String good = token(claims -> {});
            String stranger = good.substring(0, good.lastIndexOf('.') + 1) + "AAAA";
            for (String token : List.of(good, stranger, "Bearer " + good)) {
                HttpResponse<String> answer = send(token, BODY);
                assertThat(answer.headers().map().toString()).doesNotContain(secretPart(token));
                assertThat(answer.body()).doesNotContain(secretPart(token), claimsPart(token));
                assertThat(operator.get("/hook").body()).doesNotContain(secretPart(token));
            }
            assertThat(log).noneMatch(line -> line.contains(secretPart(good)) || line.contains(claimsPart(good)));
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
    }

    private static String claimsPart(String token) {
        return token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    }

    private static String secretPart(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    @Test
    void whatATokenClaimsCanNeitherChangeTheMarkupNorTheOrder() {
        String evil = "<img src=x onerror=alert(1)>\u202e\u0000" + "W".repeat(150);
        String page = test(
                token(claims -> {
                    claims.replaceAll(
                            (name, value) -> List.of("iss", "exp", "iat", "nbf").contains(name) ? value : evil);
                }),
                BODY);
        assertThat(page).contains("&lt;img src=x").doesNotContain("<img src=x", "\u202e", "\u0000");
        assertThat(page).doesNotContain("W".repeat(121));
        assertThat(page.length()).isLessThan(60_000);
    }

    @Test
    void theFormIsGuardedAndItsBodyBounded() {
        Map<String, String> fields = fields(token(claims -> {}), BODY);
        assertThat(operator.post("/hook", Map.of("token", "x")).statusCode()).isEqualTo(403);
        assertThat(operator.send(operator.form("/hook", fields).header("Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.send(operator.form("/hook", fields)).statusCode())
                .as("no Origin")
                .isEqualTo(403);
        assertThat(console.visitor().post("/hook", fields).statusCode()).isEqualTo(401);
        assertThat(console.visitor().get("/hook").statusCode()).isEqualTo(401);
        assertThat(operator.post("/hook", fields("x".repeat(17_000), "")).statusCode())
                .isEqualTo(413);
        assertThat(issuer.keyRequests()).as("nothing was tested").isZero();
        assertThat(operator.post("/hook", fields).statusCode()).isEqualTo(200);
    }

    @Test
    void aHookThatTrustsNoRepositoryHasNothingToHoldATokenAgainst() {
        try (TestConsole closed = TestConsole.withSamples()) {
            Visitor visitor = closed.operator();
            Map<String, String> fields = Map.of("csrf", visitor.csrf(), "token", token(claims -> {}));
            assertThat(visitor.post("/hook", fields).statusCode()).isEqualTo(200);
            assertThat(issuer.keyRequests()).isZero();
        }
    }

    private String token(Consumer<Map<String, Object>> change) {
        return issuer.token(Audience.of(DOMAIN, BODY.getBytes(UTF_8)), change);
    }

    private String test(String token, String body) {
        HttpResponse<String> answer = send(token, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(String token, String body) {
        return operator.post("/hook", fields(token, body));
    }

    private Map<String, String> fields(String token, String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("csrf", operator.csrf());
        fields.put("token", token);
        fields.put("body", body);
        return fields;
    }

    private static List<String> rows(String page) {
        String table = page.substring(page.indexOf("<table class=\"checks\">"));
        String body = table.substring(table.indexOf("<tbody>"), table.indexOf("</tbody>"));
        return List.of(body.split("</tr>")).stream()
                .filter(row -> row.contains("<tr"))
                .toList();
    }

    private static String row(String page, String claim) {
        return rows(page).stream()
                .filter(row -> row.contains("<code>" + claim + "</code>"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> misfits(String page) {
        return rows(page).stream()
                .filter(row -> row.contains("Does not match"))
                .map(row -> row.replaceAll("(?s).*?<code>([a-z_]+)</code>.*", "$1"))
                .toList();
    }

    private static Handler listenTo(List<String> log) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.add(new SimpleFormatter().format(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        return handler;
    }
}
