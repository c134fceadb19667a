package ch.meuthak.lotse.backend.bench;

import io.helidon.http.HeaderValues;
import io.helidon.logging.common.LogConfig;
import io.helidon.webserver.WebServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Helidon with one route and nothing else: answers the bytes it is told. */
final class BareHelidon {
    private BareHelidon() {}

    public static void main(String[] args) throws Exception {
        LogConfig.configureRuntime();
        byte[] body = args[1].getBytes(StandardCharsets.UTF_8);
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(routing -> routing.get("/api/v1/release", (request, response) -> {
                    response.header(HeaderValues.CONTENT_TYPE_JSON);
                    response.send(body);
                }))
                .build()
                .start();
        Path part = Path.of(args[0] + ".part");
        Files.writeString(part, Integer.toString(server.port()));
        Files.move(part, Path.of(args[0]));
    }
}
