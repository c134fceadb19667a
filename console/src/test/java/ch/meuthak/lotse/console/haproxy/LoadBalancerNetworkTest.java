package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several networks of a load balancer, in one list that the real edge and the real backend both take. */
@Timeout(240)
class LoadBalancerNetworkTest {
    private static final String NETWORKS = "10.9.0.0/16 127.0.7.0/24";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::-([^}]*))?}");

    @Test
    void theWordOfAnAddressInOneOfThemIsBelievedByBothAndNobodyElses(@TempDir Path folder) throws Exception {
        Map<String, String> proxies = Map.of("LOTSE_TRUSTED_PROXIES", ofTheComposeFile("LOTSE_TRUSTED_PROXIES"));
        try (var both = BackendBehindEdge.start(folder, NETWORKS, proxies)) {
            assertThat(seen(both.edge(), "127.0.7.1")).contains("\"203.0.113.7\"");
            assertThat(seen(both.edge(), "127.0.8.1"))
                    .doesNotContain("203.0.113.7")
                    .contains("\"127.0.8.1\"");
        }
    }

    /** What Compose makes of a variable of the backend for these networks and an edge on this machine. */
    private static String ofTheComposeFile(String name) throws IOException {
        Map<String, String> environment =
                Map.of("LOTSE_LOAD_BALANCER_NETWORK", NETWORKS, "LOTSE_EDGE_ADDRESS", "127.0.0.1");
        String line = Files.readAllLines(Path.of("../docker-compose.yml")).stream()
                .map(String::strip)
                .filter(one -> one.startsWith(name + ": "))
                .findFirst()
                .orElseThrow();
        return VARIABLE.matcher(line.substring(name.length() + 2))
                .replaceAll(found -> Matcher.quoteReplacement(
                        environment.getOrDefault(found.group(1), String.valueOf(found.group(2)))));
    }

    /** How the backend says that a request arrived which came to the edge from this address of loopback. */
    private static String seen(HaProxy edge, String from) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), edge.port(), InetAddress.ofLiteral(from), 0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            "GET /api/v1/request HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ");
            return answer.lines()
                    .filter(line -> line.contains("\"client\""))
                    .findFirst()
                    .orElse(answer);
        }
    }
}
