package ch.meuthak.lotse.backend.http;

import ch.meuthak.lotse.server.Answer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The bytes of one resource as they are now, with their media type and a strong entity tag (RFC 9110, section 8.8.3). */
public final class Representation {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final Header NO_CACHE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private final byte[] body;
    private final Header type;
    private final Header etag;

    /** Keeps the bytes as they are. */
    public Representation(String mediaType, byte[] body) {
        this.body = body.clone();
        this.type = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, mediaType);
        this.etag = HeaderValues.createCached(HeaderNames.ETAG, tag(body));
    }

    /** A value as JSON: records, lists, maps, times as ISO 8601. */
    public static Representation json(Object value) {
        return new Representation("application/json", jsonBytes(value));
    }

    private static byte[] jsonBytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass() + " did not become JSON", e);
        }
    }

    private static String tag(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(Arrays.copyOf(hash, 16)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Sends it, or 304 to a client that already has it. */
    public void send(ServerRequest request, ServerResponse response) {
        response.header(NO_CACHE).header(etag);
        if (isKnown(request.headers())) {
            Answer.send(request, response, Status.NOT_MODIFIED_304);
        } else {
            Answer.send(request, response, type, body);
        }
    }

    /** Sends it with a status and without an entity tag: an answer about now that nobody may keep. */
    public void sendFresh(ServerRequest request, ServerResponse response, Status status) {
        response.status(status).header(NO_STORE);
        Answer.send(request, response, type, body);
    }

    private boolean isKnown(Headers headers) {
        return headers.contains(HeaderNames.IF_NONE_MATCH)
                && headers.values(HeaderNames.IF_NONE_MATCH).stream().anyMatch(this::matches);
    }

    /** The weak comparison of RFC 9110, section 13.1.2. */
    private boolean matches(String candidate) {
        String bare = candidate.strip();
        return bare.equals("*") || (bare.startsWith("W/") ? bare.substring(2) : bare).equals(etag.get());
    }
}
