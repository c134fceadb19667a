package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.web.request.Paths;
import ch.meuthak.lotse.console.web.request.Refusal;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.Sha256;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The stylesheet, the scripts and the picture, read once from the class path. Each address holds the digest of its content, so
 * that a browser may cache the answer permanently.
 */
public final class Assets {
    private static final String WEB = "/ch/meuthak/lotse/console/web/assets/";
    private static final String JARS = "/META-INF/resources/webjars/";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final Header FOREVER =
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");

    private final Map<String, Asset> byPath = new LinkedHashMap<>();
    private final Urls urls = new Urls(
            add("lotse.css", WEB + "lotse.css", "text/css; charset=utf-8"),
            add("lotse.js", WEB + "lotse.js", JAVASCRIPT),
            add("htmx.js", JARS + "htmx.org/2.0.8/dist/htmx.min.js", JAVASCRIPT),
            add("sse.js", JARS + "htmx-ext-sse/2.2.2/sse.js", JAVASCRIPT),
            add("lotse.svg", WEB + "lotse.svg", "image/svg+xml"));

    /** The addresses, for the templates. */
    public record Urls(String style, String script, String htmx, String sse, String mark) {}

    private static final class Asset {
        private final byte[] content;
        private final Header type;

        private Asset(byte[] content, Header type) {
            this.content = content;
            this.type = type;
        }
    }

    public Urls urls() {
        return urls;
    }

    public void serve(ServerRequest request, ServerResponse response) {
        Asset asset = byPath.get(Paths.of(request));
        if (asset == null) {
            throw Refusal.notFound("File not found. Reload the page to get its current files.");
        }
        response.header(FOREVER);
        Answer.send(request, response, asset.type, asset.content);
    }

    private String add(String name, String resource, String type) {
        try (InputStream stream = Assets.class.getResourceAsStream(resource)) {
            byte[] content = Objects.requireNonNull(stream, resource + " is not on the class path")
                    .readAllBytes();
            String digest = HexFormat.of().formatHex(Sha256.of(content), 0, 8);
            String path = Paths.ASSETS + digest + "/" + name;
            byPath.put(path, new Asset(content, HeaderValues.createCached(HeaderNames.CONTENT_TYPE, type)));
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
