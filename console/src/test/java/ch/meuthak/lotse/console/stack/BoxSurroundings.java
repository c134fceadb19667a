package ch.meuthak.lotse.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a new box asks besides ACM, on loopback: instance metadata, CloudFormation's handle, a place to download from. */
final class BoxSurroundings implements AutoCloseable {
    private final List<String> received = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();

    /** Answers a request; what it adds to {@link #received} is for the test. */
    interface Answer {
        byte[] to(HttpExchange exchange) throws IOException;
    }

    /** What was asked for, as each server tells it. */
    List<String> received() {
        return received;
    }

    /** The address of a server that answers everything with this status. */
    String server(int status, Answer answer) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = answer.to(exchange);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        servers.add(server);
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Takes the signal of a wait condition. */
    String cloudFormation() throws IOException {
        return server(200, exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            return new byte[0];
        });
    }

    /** Instance metadata, version 2: nothing without a token. The VPC has two ranges. */
    String metadata() throws IOException {
        return server(200, exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("PUT")) {
                return "the-token".getBytes(StandardCharsets.UTF_8);
            }
            assertThat(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"))
                    .isEqualTo("the-token");
            String ranges = path.endsWith("/macs/0e:00/vpc-ipv4-cidr-blocks") ? "10.20.0.0/16\n100.64.0.0/16" : "";
            return (path.endsWith("/mac") ? "0e:00" : ranges).getBytes(StandardCharsets.UTF_8);
        });
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        servers.clear();
        received.clear();
    }
}
