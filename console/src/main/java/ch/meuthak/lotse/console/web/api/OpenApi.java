package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.server.Answer;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The OpenAPI document of the API. */
public final class OpenApi {
    private static final String FILE = "openapi.yaml";
    private static final Header YAML = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/yaml");

    private final byte[] document = document();

    private static byte[] document() {
        try (InputStream file = Objects.requireNonNull(Wire.class.getResourceAsStream(FILE), FILE)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(ServerRequest request, ServerResponse response) {
        Answer.send(request, response, YAML, document);
    }
}
