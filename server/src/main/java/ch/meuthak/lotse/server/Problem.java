package ch.meuthak.lotse.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

/**
 * A problem document of RFC 9457.
 *
 * @param type a URI that names the kind of problem; {@code about:blank} if the status is enough
 * @param title the status in words; the same for every occurrence
 * @param status the HTTP status code
 * @param detail what is wrong here and what to do next; may be empty. Never internals or secrets
 * @param instance the path of the request; empty if it is not known
 * @param requestId the request's {@code X-Request-Id}, to find it in the log; empty when there is none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, String instance, String requestId) {
    /** The media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The same as a header. */
    public static final Header TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, MEDIA_TYPE);

    private static final JsonMapper JSON = new JsonMapper();

    /** A problem that the status and a sentence describe. */
    public static Problem of(Status status, String detail, String instance, String requestId) {
        return new Problem("about:blank", status.reasonPhrase(), status.code(), detail, instance, requestId);
    }

    /** The document as UTF-8 JSON. */
    public byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings did not become JSON", e);
        }
    }
}
