package ch.meuthak.lotse.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text from outside that is text: UTF-8 without a fault, and no half of a surrogate pair. Java replaces what is not by
 * {@code ?} or U+FFFD and says nothing, so that something else would be kept than was sent.
 */
public final class WholeText {
    private WholeText() {}

    /** The text of these bytes; absent when they are not UTF-8. */
    public static Optional<String> of(byte[] utf8) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Whether each surrogate has its other half: JSON can name one alone ({@code "\ud800"}). */
    public static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /**
     * What percent-encoded text stands for (RFC 3986 section 2.1); absent when a percent sign has not two hex digits behind it,
     * or the bytes are not UTF-8.
     */
    public static Optional<String> ofPercentEncoded(String encoded) {
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
            } else if (i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2])) {
                decoded.write(Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        return of(decoded.toByteArray());
    }

    private static boolean isHex(byte digit) {
        return digit > 0 && Character.digit(digit, 16) >= 0;
    }
}
