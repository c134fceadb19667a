package ch.meuthak.lotse.backend.api;

import ch.meuthak.lotse.backend.http.Representation;
import ch.meuthak.lotse.backend.http.TrustedProxies;
import ch.meuthak.lotse.server.Routes;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The API about itself: {@code /}, {@code /openapi.yaml}, {@code /api/v1/release}, {@code /api/v1/request}. */
public final class ApiRoutes {
    private final Representation index;
    private final Representation release;
    private final Representation openApi;
    private final TrustedProxies proxies;

    /**
     * Renders everything but {@code /api/v1/request} once.
     *
     * @param proxies the proxies whose headers count in {@code /api/v1/request}
     */
    public ApiRoutes(Release release, TrustedProxies proxies) {
        this.index = Representation.json(index(release));
        this.release = Representation.json(release);
        this.openApi = new Representation("application/yaml", openApi());
        this.proxies = proxies;
    }

    private record Index(String name, String version, Map<String, String> links) {}

    private static Index index(Release release) {
        return new Index(
                "Lotse backend",
                release.version(),
                new TreeMap<>(Map.of(
                        "release", "/api/v1/release",
                        "status", "/api/v1/status",
                        "request", "/api/v1/request",
                        "live", "/health/live",
                        "ready", "/health/ready",
                        "started", "/health/started",
                        "documentation", "/openapi.yaml")));
    }

    private static byte[] openApi() {
        try (InputStream in = ApiRoutes.class.getResourceAsStream("openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is missing in the jar. Build the jar again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the routes. */
    public void addTo(Routes routes) {
        routes.get("/", index::send)
                .get("/openapi.yaml", openApi::send)
                .get("/api/v1/release", release::send)
                .get("/api/v1/request", (request, response) -> Representation.json(Arrival.of(request, proxies))
                        .sendFresh(request, response, Status.OK_200));
    }
}
