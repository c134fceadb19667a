package ch.meuthak.lotse.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The id that finds a request in every log it passes: the client's own when it is sane, otherwise one made here. Every answer
 * carries it.
 */
public final class RequestId {
    /** {@code X-Request-Id}. */
    public static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

    private static final int MAX_LENGTH = 64;

    private RequestId() {}

    /** The request's id; {@link GuardedConnection} has seen to it that there is one. */
    public static String of(ServerRequest request) {
        return request.headers().first(HEADER).filter(RequestId::isSane).orElse("");
    }

    /** The id in these headers when it is sane, otherwise a new one. */
    static String from(Headers headers) {
        return headers.contains(HEADER)
                ? headers.first(HEADER).filter(RequestId::isSane).orElseGet(RequestId::create)
                : create();
    }

    /** 128 random bits in hex. Ids name requests, they protect nothing: a fast generator is good enough. */
    static String create() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] text = new byte[32];
        hex(random.nextLong(), text, 0);
        hex(random.nextLong(), text, 16);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void hex(long bits, byte[] text, int start) {
        for (int i = 0; i < 16; i++) {
            int digit = (int) (bits >>> (60 - 4 * i)) & 0xf;
            text[start + i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
    }

    private static boolean isSane(String id) {
        return !id.isEmpty() && id.length() <= MAX_LENGTH && id.chars().allMatch(RequestId::isSane);
    }

    private static boolean isSane(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.=;:/+".indexOf(c) >= 0;
    }
}
