package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.web.page.Assets;
import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules that hold on every route, each tried on every kind of route. */
@Timeout(60) // a stream that should have been refused has no end
class SecurityTest {
    private final TestConsole console = TestConsole.withSamples();

    /** A page, the API, a file, the event stream, the login page, and what is not there. */
    private final List<String> routes =
            List.of("/", "/network", "/api/topology", style(), "/events", "/login", "/no/such/page", "/api/no-such");

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void anUnknownHostIsRefusedOnEveryRoute() throws IOException {
        int port = console.server.port();
        for (String route : routes) {
            for (String host : List.of(
                    "evil.example:" + port,
                    "127.0.0.1",
                    "localhost",
                    "127.0.0.1:" + (port + 1),
                    "LOCALHOST:" + port,
                    "127.0.0.1.evil.example:" + port,
                    "localhost:" + port + ".evil.example",
                    "backend.meuthak.ch")) {
                RawClient.Reply reply = raw("GET " + route + " HTTP/1.1\nHost: " + host + "\n\n");
                assertThat(reply.status()).as(route + " as " + host).isIn(400, 421);
                assertThat(reply.body()).as(route).doesNotContain("semarb3");
            }
        }
    }

    @Test
    void aRequestWithoutHostOrWithTwoIsRefused() throws IOException {
        String own = "Host: 127.0.0.1:" + console.server.port() + "\n";
        assertThat(raw("GET / HTTP/1.1\n\n").status()).isEqualTo(400);
        assertThat(raw("GET / HTTP/1.1\n" + own + "Host: evil.example\n\n").status())
                .isIn(400, 421);
        for (String target : List.of("http://evil.example/login", origin() + "/login")) {
            assertThat(raw("GET " + target + " HTTP/1.1\n" + own + "\n").status())
                    .as(target)
                    .isIn(400, 421);
        }
    }

    @Test
    void theThreeOwnNamesAreAnswered() throws IOException {
        for (String name : List.of("127.0.0.1", "localhost", "[::1]")) {
            String host = name + ":" + console.server.port();
            assertThat(raw("GET /login HTTP/1.1\nHost: " + host + "\n\n").status())
                    .as(host)
                    .isEqualTo(200);
        }
    }

    @Test
    void anotherLocalPortIsAnsweredOnlyWhenItIsATunnels() throws IOException {
        try (TestConsole tunnelled = new TestConsole(8080)) {
            int port = tunnelled.server.port();
            assertThat(rawAt(port, "GET /login HTTP/1.1\nHost: localhost:8080\n\n")
                            .status())
                    .isEqualTo(200);
            assertThat(rawAt(port, "GET /login HTTP/1.1\nHost: localhost:8081\n\n")
                            .status())
                    .isEqualTo(421);
            assertThat(rawAt(port, "GET /login HTTP/1.1\nHost: evil.example:8080\n\n")
                            .status())
                    .isEqualTo(421);
        }
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() throws IOException {
        String own = " HTTP/1.1\nHost: 127.0.0.1:" + console.server.port() + "\n";
        for (String route : routes) {
            carriesThem(route, raw("GET " + route + own + "\n"));
        }
        carriesThem("unknown host", raw("GET / HTTP/1.1\nHost: evil.example\n\n"));
        carriesThem("broken request", raw("GET / HTTP/1.1\nHost : x\n\n"));
        carriesThem("long header", raw("GET /" + own + "X-Long: " + "a".repeat(100_000) + "\n\n"));
        carriesThem("wrong method", raw("PUT /login" + own + "Origin: " + origin() + "\nContent-Length: 0\n\n"));
        Visitor operator = console.operator();
        HttpResponse<String> page = operator.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValue(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
    }

    private static void carriesThem(String what, RawClient.Reply reply) {
        assertThat(reply.header("Content-Security-Policy"))
                .as(what)
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                .endsWith("frame-ancestors 'none'");
        assertThat(reply.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(reply.header("Cross-Origin-Opener-Policy")).as(what).isEqualTo("same-origin");
        assertThat(reply.header("Cross-Origin-Resource-Policy")).as(what).isEqualTo("same-origin");
        assertThat(reply.header("Referrer-Policy")).as(what).isEqualTo("same-origin");
        assertThat(reply.header("Cache-Control")).as(what).isIn("no-store", "public, max-age=31536000, immutable");
        assertThat(reply.header("X-Request-Id")).as(what).isNotEmpty();
    }

    @Test
    void withoutASessionNothingButFilesAndTheLoginPageIsServed() {
        Visitor nobody = console.visitor();
        for (String route : List.of("/", "/network", "/deployments/new", "/hook", "/events", "/no/such/page")) {
            HttpResponse<String> answer = nobody.get(route);
            assertThat(answer.statusCode()).as(route).isEqualTo(401);
            assertThat(answer.body()).as(route).contains("How to log in").doesNotContain("meuthak", "semarb3");
        }
        for (String route : List.of("/api/topology", "/api/deployments", "/api/trust", "/api/no-such")) {
            HttpResponse<String> answer = nobody.get(route);
            assertThat(answer.statusCode()).as(route).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .as(route)
                    .hasValue("Bearer realm=\"lotse\"");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        assertThat(nobody.get(style()).statusCode()).isEqualTo(200);
        assertThat(nobody.get("/login").statusCode()).isEqualTo(200);
        assertThat(nobody.get("/assets/0000000000000000/none.css").statusCode()).isEqualTo(404);
    }

    @Test
    void aSessionOpensNoApiAndATokenNoPage() {
        Visitor operator = console.operator();
        assertThat(operator.get("/api/topology").statusCode()).isEqualTo(401);

        Visitor script = console.visitor();
        HttpRequest.Builder page = script.request("/").header("Authorization", "Bearer " + TestConsole.TOKEN);
        assertThat(script.send(page).statusCode()).isEqualTo(401);
    }

    @Test
    void aFormFromElsewhereChangesNothing() {
        Visitor operator = console.operator();
        Map<String, String> fields = Map.of("csrf", operator.csrf(), "reason", "forged");

        assertThat(operator.send(operator.form("/deployments", fields)).statusCode())
                .as("no Origin")
                .isEqualTo(403);
        for (String origin : List.of(
                "http://evil.example",
                "null",
                "https://127.0.0.1:" + console.server.port(),
                "http://127.0.0.1:" + (console.server.port() + 1),
                "http://localhost:" + console.server.port())) {
            assertThat(operator.send(operator.form("/deployments", fields).header("Origin", origin))
                            .statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        for (String site : List.of("cross-site", "same-site", "none")) {
            assertThat(operator.send(operator.form("/deployments", fields)
                                    .header("Origin", operator.origin())
                                    .header("Sec-Fetch-Site", site))
                            .statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(operator.post("/deployments", Map.of("reason", "no token")).statusCode())
                .isEqualTo(403);
        assertThat(operator.post("/deployments", Map.of("csrf", "wrong")).statusCode())
                .isEqualTo(403);
        Visitor other = console.operator();
        assertThat(operator.post("/deployments", Map.of("csrf", other.csrf())).statusCode())
                .as("another session's token")
                .isEqualTo(403);
        assertThat(console.deployments.latest(10)).noneMatch(d -> d.reason().equals("forged"));
        assertThat(operator.post("/deployments", fields).statusCode()).isEqualTo(303);
    }

    @Test
    void everyFormOfTheConsoleIsGuarded() {
        Visitor operator = console.operator();
        for (String path : List.of(
                "/refresh",
                "/logout",
                "/hook",
                "/deployments",
                "/deployments/rollback",
                "/deployments/20261123-0008/cancel")) {
            assertThat(operator.post(path, Map.of()).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(operator.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aBrowserOnAnotherSiteCannotUseTheApiEvenWithTheToken() {
        Visitor script = console.visitor();
        HttpRequest.Builder forged = script.request("/api/deployments")
                .header("Authorization", "Bearer " + TestConsole.TOKEN)
                .header("Origin", "http://evil.example")
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(script.send(forged).statusCode()).isEqualTo(403);
        HttpRequest.Builder crossSite = script.request("/api/deployments")
                .header("Authorization", "Bearer " + TestConsole.TOKEN)
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(script.send(crossSite).statusCode()).isEqualTo(403);
        HttpResponse<String> preflight = script.send(script.request("/api/deployments")
                .header("Origin", "http://evil.example")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void aPageOnAnotherPortOfThisMachineTakesNoStreamAndReadsNothing() {
        Visitor operator = console.operator();
        for (String route : List.of("/events", "/", "/api/topology", "/login")) {
            for (String site : List.of("same-site", "cross-site")) {
                assertThat(operator.send(operator.request(route)
                                        .GET()
                                        .header("Sec-Fetch-Site", site)
                                        .header("Sec-Fetch-Mode", "cors"))
                                .statusCode())
                        .as(route + " " + site)
                        .isIn(401, 403);
            }
        }
        assertThat(operator.send(operator.request("/login")
                                .GET()
                                .header("Sec-Fetch-Site", "cross-site")
                                .header("Sec-Fetch-Mode", "navigate"))
                        .statusCode())
                .isIn(200, 303);
    }

    @Test
    void aForeignCookieUnderTheSessionsNameLogsNobodyOut() throws IOException {
        Visitor operator = console.operator();
        String real =
                "lotse-" + console.server.port() + "=" + operator.cookies().get("lotse-" + console.server.port());
        String foreign = "lotse-" + console.server.port() + "=foreign";
        for (String cookies : List.of(foreign + "; " + real, real + "; " + foreign)) {
            assertThat(raw("GET / HTTP/1.1\nHost: 127.0.0.1:" + console.server.port() + "\nCookie: " + cookies + "\n\n")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aBrokenChunkIsTheClientsMistake() throws IOException {
        assertThat(raw("POST /login HTTP/1.1\nHost: 127.0.0.1:" + console.server.port() + "\nOrigin: " + origin()
                                + "\nTransfer-Encoding: chunked\n\nzz\nab\n0\n\n")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBodyOf10MegabytesIsTooLargeForEverybody() {
        Visitor operator = console.operator();
        HttpRequest.Builder form = operator.request("/deployments")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", operator.origin())
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[10_000_000]));
        assertThat(operator.send(form).statusCode()).isEqualTo(413);
        assertThat(console.operator().get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aChunkedBodyOfMoreThan16KilobytesIsTooLarge() throws IOException {
        String chunk = "1000\n" + "a".repeat(0x1000) + "\n";
        RawClient.Reply reply = raw("POST /login HTTP/1.1\nHost: 127.0.0.1:" + console.server.port() + "\nOrigin: "
                + origin() + "\nTransfer-Encoding: chunked\n\n" + chunk.repeat(5) + "0\n\n");
        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void aHeaderOf100KilobytesIsRefused() throws IOException {
        RawClient.Reply reply = raw("GET / HTTP/1.1\nHost: 127.0.0.1:" + console.server.port() + "\nX-Long: "
                + "a".repeat(100_000) + "\n\n");
        assertThat(reply.status()).isIn(400, 431);
    }

    @Test
    void aFileMayBeKeptForEverAndItsAddressChangesWithItsContent() {
        HttpResponse<String> file = console.visitor().get(style());
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/css; charset=utf-8");
        assertThat(style()).matches("/assets/[0-9a-f]{16}/lotse\\.css");
    }

    @Test
    void theWrongMethodIs405WithAllow() {
        Visitor operator = console.operator();
        HttpResponse<String> answer = operator.post("/network", Map.of("csrf", operator.csrf()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "HEAD");
    }

    @Test
    void aFailureShowsNothingOfTheInside() {
        Visitor operator = console.operator();
        HttpResponse<String> missing = operator.get("/no/such/page");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body())
                .contains("There is nothing at this address")
                .doesNotContain("Exception", "ch.meuthak");
    }

    private static String style() {
        return new Assets().urls().style();
    }

    private String origin() {
        return "http://127.0.0.1:" + console.server.port();
    }

    private RawClient.Reply raw(String request) throws IOException {
        return rawAt(console.server.port(), request);
    }

    private static RawClient.Reply rawAt(int port, String request) throws IOException {
        try (RawClient client = RawClient.to(port)) {
            return client.send(request).read();
        }
    }
}
