package ch.meuthak.lotse.console.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An instance metadata service with one role.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html">its answers</a>
 */
public final class TestMetadata implements AutoCloseable {
    private static final String ROLE = "LabRole";

    private final HttpServer server;

    public TestMetadata(String keyId, Instant expires) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/latest/api/token", exchange -> {
            exchange.getResponseHeaders().add("X-aws-ec2-metadata-token-ttl-seconds", "21600");
            answer(exchange, "token-of-the-test");
        });
        String folder = "/latest/meta-data/iam/security-credentials";
        server.createContext(folder, exchange -> {
            boolean role = exchange.getRequestURI().getPath().endsWith("/" + ROLE);
            answer(exchange, role ? credentials(keyId, expires) : ROLE);
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String credentials(String keyId, Instant expires) {
        return """
                {"Code": "Success", "LastUpdated": "2026-11-25T12:00:00Z", "Type": "AWS-HMAC", "AccessKeyId": "%s",
                 "SecretAccessKey": "secret-of-the-test", "Token": "token-of-the-test", "Expiration": "%s"}
                """.formatted(keyId, expires);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
