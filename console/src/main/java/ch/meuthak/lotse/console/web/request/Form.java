package ch.meuthak.lotse.console.web.request;

import ch.meuthak.lotse.server.WholeText;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form that a browser has sent, {@code application/x-www-form-urlencoded}; the first of a name counts. */
public final class Form {
    private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    /** The form of the request; without fields when the body is something else. */
    public static Form of(ServerRequest request) {
        boolean form = request.headers()
                .value(HeaderNames.CONTENT_TYPE)
                .filter(type -> type.startsWith(MEDIA_TYPE))
                .isPresent();
        return new Form(form ? parse(RequestBody.text(request)) : Map.of());
    }

    /** A field's text without blanks around it; absent when it is not there or empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * A field's text exactly as typed, with line feeds between its lines. Browsers send CR LF
     * (https://url.spec.whatwg.org/#concept-urlencoded, HTML's form submission). Absent when empty.
     */
    public Optional<String> exactly(String name) {
        return Optional.ofNullable(fields.get(name))
                .map(value -> value.replace("\r\n", "\n"))
                .filter(value -> !value.isEmpty());
    }

    private static Map<String, String> parse(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return WholeText.ofPercentEncoded(text.replace('+', ' '))
                .orElseThrow(() -> Refusal.badRequest("The form is not valid UTF-8. Reload the page and try again."));
    }
}
