package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.Main;
import ch.meuthak.lotse.console.Script;
import ch.meuthak.lotse.console.web.Walk;
import ch.meuthak.lotse.server.testing.Claims;
import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.RawClient;
import ch.meuthak.lotse.server.testing.Tools;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console as its operators reach it: through {@code ssh -L}. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class TunnelIT {
    private static final int OTHER_PORT = Claims.port();

    private Tunnel tunnel;
    private Program plain;
    private Program named;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        tunnel = Tunnel.start(folder.resolve("ssh"));
        plain = console(folder, "plain", "");
        named = console(folder, "named", Integer.toString(OTHER_PORT));
        // An operator's own machine has the console's port free; here, the other loopback has.
        tunnel.open("::1", port(plain), port(plain));
    }

    @AfterAll
    void end() {
        for (AutoCloseable part : new AutoCloseable[] {plain, named, tunnel}) {
            if (part instanceof Program program) {
                program.close();
            } else if (part instanceof Tunnel open) {
                open.close();
            }
        }
    }

    private static Program console(Path folder, String name, String tunnelPorts) throws Exception {
        return Program.java(
                folder,
                Map.of(
                        "AWS_EC2_METADATA_DISABLED", "true",
                        "AWS_REGION", "us-east-1",
                        "LOTSE_DOMAIN", "backend.example.ch",
                        "LOTSE_DNS_SERVERS", "127.0.0.1:1",
                        "LOTSE_CONSOLE_PORT", "0",
                        "LOTSE_CONSOLE_TUNNEL_PORTS", tunnelPorts,
                        "LOTSE_CONSOLE_TOKEN", Script.TOKEN,
                        "LOTSE_STATE_DIR", folder.resolve(name).toString()),
                "-cp",
                Program.productionClassPath(),
                Main.class.getName());
    }

    private static int port(Program console) throws Exception {
        return Integer.parseInt(console.awaitLine("^console +http://127.0.0.1:(\\d+)/login"));
    }

    private static String loginPath(Program console) throws Exception {
        return console.awaitLine("^console +http://127.0.0.1:\\d+(/login\\S*)");
    }

    @Test
    void anOperatorLogsInAndReadsPagesThroughTheTunnel() throws Exception {
        String url = "http://[::1]:" + port(plain);
        try (var walk = new Walk(Tools.require("chromium"), url)) {
            Page page = walk.logIn(Walk.Look.ALL.getFirst(), url + loginPath(plain));
            for (String path : new String[] {"/", "/network", "/deployments"}) {
                page.navigate(url + path);
                assertThat(page.locator("h1").count()).as(path).isEqualTo(1);
            }
            page.navigate(url + "/deployments");
            assertThat(page.url()).isEqualTo(url + "/deployments");
            assertThat(walk.findings()).isEmpty();
        }
    }

    private static RawClient.Reply ask(int port, String request) throws Exception {
        try (RawClient client = RawClient.to(port)) {
            return client.send(request.replace("TOKEN", Script.TOKEN) + "\nConnection: close\n\n")
                    .read();
        }
    }

    @Test
    void aForeignHostOrOriginIsRefusedAtTheEndOfATunnelToo() throws Exception {
        int console = port(named);
        tunnel.open("127.0.0.1", OTHER_PORT, console);
        String own = "127.0.0.1:" + OTHER_PORT;
        String login = "POST /api/login-links HTTP/1.1\nAuthorization: Bearer TOKEN\nContent-Length: 0\nHost: ";

        assertThat(ask(OTHER_PORT, "GET /login HTTP/1.1\nHost: " + own).status())
                .isEqualTo(200);
        assertThat(ask(OTHER_PORT, login + own).status()).isEqualTo(201);
        for (String host : new String[] {
            "evil.example", "evil.example:" + OTHER_PORT, "127.0.0.1", "127.0.0.1.evil.example:" + console
        }) {
            assertThat(ask(OTHER_PORT, "GET /login HTTP/1.1\nHost: " + host).status())
                    .as(host)
                    .isEqualTo(421);
        }
        for (String origin :
                new String[] {"http://evil.example", "null", "http://127.0.0.1:1", "http://localhost:" + OTHER_PORT}) {
            assertThat(ask(OTHER_PORT, login + own + "\nOrigin: " + origin).status())
                    .as(origin)
                    .isEqualTo(403);
        }
    }

    @Test
    void aTunnelWithAnotherLocalPortIsRefusedUntilTheSettingNamesIt() throws Exception {
        int other = Claims.port();
        tunnel.open("127.0.0.1", other, port(plain));

        RawClient.Reply refused = ask(other, "GET /login HTTP/1.1\nHost: 127.0.0.1:" + other);

        assertThat(refused.status()).isEqualTo(421);
        assertThat(refused.body())
                .contains("For an SSH tunnel with another local port, set LOTSE_CONSOLE_TUNNEL_PORTS=" + other);
    }
}
