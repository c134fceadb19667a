package ch.meuthak.lotse.backend;

import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A backend on free ports of this machine, with its defaults but for what a test says. */
final class RunningBackend implements AutoCloseable {
    static final String DIGEST = "sha256:" + "0123456789ab".repeat(5) + "cdef";

    private final Started started;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    RunningBackend(Map<String, String> settings) {
        this.started = new Backend(Settings.ofDefaultsAnd(settings), InstantSource.system()).start();
    }

    static RunningBackend alone() {
        return new RunningBackend(settings());
    }

    static RunningBackend with(Path console) {
        Map<String, String> settings = settings();
        settings.put("lotse.hook.socket", console.toString());
        settings.put("lotse.status.cache", "0s");
        settings.put("lotse.status.deadline", "20s"); // a busy machine is no console that hangs
        return new RunningBackend(settings);
    }

    static Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "lotse.backend.host", "127.0.0.1",
                "lotse.backend.port", "0",
                "lotse.backend.admin.port", "0",
                "lotse.slot", "blue",
                "lotse.release.digest", DIGEST,
                "lotse.drain.delay", "0s",
                "lotse.drain.grace", "20s"));
    }

    int port() {
        return started.port();
    }

    RawClient raw() throws IOException {
        return RawClient.to(port());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(port(), method, path, body, headers);
    }

    HttpResponse<String> admin(String path) throws IOException, InterruptedException {
        return send(started.adminPort(), "GET", path, "");
    }

    private HttpResponse<String> send(int port, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(40))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        started.close();
        http.close();
    }
}
