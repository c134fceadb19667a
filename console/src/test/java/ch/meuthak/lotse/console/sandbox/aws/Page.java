package ch.meuthak.lotse.console.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next the marker of the next page; absent on the last one
 */
record Page<T>(List<T> items, Optional<String> next) {
    private static final String PREFIX = "sandbox:";

    /** The page of at most {@code size} items that begins where the marker says. */
    static <T> Page<T> of(List<T> all, int size, Optional<String> marker) throws AwsError {
        int from = marker.isEmpty() ? 0 : offset(marker.get());
        int to = Math.min(all.size(), from + size);
        return new Page<>(
                all.subList(Math.min(from, to), to), to < all.size() ? Optional.of(token(to)) : Optional.empty());
    }

    private static String token(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((PREFIX + offset).getBytes(StandardCharsets.US_ASCII));
    }

    private static int offset(String marker) throws AwsError {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.US_ASCII);
            if (text.startsWith(PREFIX)) {
                return Integer.parseInt(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException _) {
            // Answered below.
        }
        throw AwsError.invalid("ValidationError", "The pagination token '" + marker + "' is not valid");
    }
}
