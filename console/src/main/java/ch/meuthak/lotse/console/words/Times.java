package ch.meuthak.lotse.console.words;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time in sentences, for a reader who may be anywhere. */
public final class Times {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /** {@code 2026-11-25 12:00:00 UTC}. */
    public static String utc(Instant at) {
        return UTC.format(at);
    }
}
