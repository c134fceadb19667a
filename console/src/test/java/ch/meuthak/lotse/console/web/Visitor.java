package ch.meuthak.lotse.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: it keeps cookies and sends the headers that browsers send with forms. */
public final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String origin;

    Visitor(int port) {
        this("http://127.0.0.1:" + port);
    }

    private Visitor(String origin) {
        this.origin = origin;
    }

    /** Of the console at {@code http://127.0.0.1:5080}. */
    public static Visitor of(String url) {
        return new Visitor(url);
    }

    String origin() {
        return origin;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    public Visitor logIn(String loginUrl) {
        get(loginUrl.substring(origin.length()));
        post("/login", Map.of());
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().header("Accept", "text/html"));
    }

    /** As the console's own page would send it. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(form(path, fields).header("Origin", origin).header("Sec-Fetch-Site", "same-origin"));
    }

    /** A form without the headers that say where it comes from. */
    HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** The token that the forms of the session carry. */
    public String csrf() {
        Matcher found = CSRF.matcher(get("/").body());
        if (!found.find()) {
            throw new AssertionError("no form on the overview: is this visitor logged in?");
        }
        return found.group(1);
    }

    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(20));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("set-cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String[] cookie = setCookie.split(";", 2)[0].split("=", 2);
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(cookie[0]);
        } else {
            cookies.put(cookie[0], cookie[1]);
        }
    }
}
