package ch.meuthak.lotse.backend.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The public status of the service.
 *
 * @param status {@code operational}, {@code degraded}, {@code outage}, {@code deploying} or {@code unknown}
 * @param components the parts, by name, each with one of the same words
 * @param asOf the time of the status; ISO 8601, UTC
 */
public record PublicStatus(String status, List<Component> components, String asOf) {
    private static final Set<String> WORDS = Set.of("operational", "degraded", "outage", "deploying", "unknown");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}");
    private static final int MAX_COMPONENTS = 32;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A part of the whole. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Component(String name, String status) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Said(String status, List<Component> components, String asOf) {}

    /** The status without an answer of the console. */
    static PublicStatus unknown(Instant now) {
        return new PublicStatus("unknown", List.of(), now.toString());
    }

    /**
     * Reads the console's status, and keeps only words of the closed set, names and a time.
     *
     * @throws IOException when it is anything else
     */
    @SuppressWarnings("NullAway") // Jackson leaves null what is missing: that is what is checked here
    static PublicStatus read(byte[] json) throws IOException {
        Said said = JSON.readValue(json, Said.class);
        if (said == null || said.components() == null || said.asOf() == null || !isWord(said.status())) {
            throw new IOException("the console's status has a missing or wrong part");
        }
        boolean sane = said.components().size() <= MAX_COMPONENTS
                && said.components().stream().allMatch(PublicStatus::isSane);
        if (!sane) {
            throw new IOException("the console's status has an invalid component");
        }
        return new PublicStatus(said.status(), List.copyOf(said.components()), time(said.asOf()));
    }

    @SuppressWarnings("NullAway")
    private static boolean isSane(Component component) {
        return component != null
                && component.name() != null
                && NAME.matcher(component.name()).matches()
                && isWord(component.status());
    }

    @SuppressWarnings("NullAway")
    private static boolean isWord(String word) {
        return word != null && WORDS.contains(word);
    }

    private static String time(String text) throws IOException {
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw new IOException("the console's status has no time", e);
        }
    }

    /** Whether the two are equal except for their times. */
    boolean saysTheSameAs(PublicStatus other) {
        return status.equals(other.status) && components.equals(other.components);
    }
}
