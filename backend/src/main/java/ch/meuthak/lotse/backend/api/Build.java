package ch.meuthak.lotse.backend.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What the build has baked into the artifact.
 *
 * @param version the project's version
 * @param revision the commit's id, or {@code unknown} when there was no git
 * @param builtAt the commit's time, or the build's when there was no git; ISO 8601, UTC
 */
public record Build(String version, String revision, String builtAt) {
    private static final String FILE = "/META-INF/lotse-release.properties";
    private static final String UNKNOWN = "unknown";

    /** Reads {@code META-INF/lotse-release.properties}, which whoever deploys the jar can read without running it. */
    public static Build load() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " in the jar cannot be read: the jar is broken", e);
        }
        String committedAt = filled(properties, "committedAt");
        return new Build(
                filled(properties, "version"),
                filled(properties, "revision"),
                committedAt.equals(UNKNOWN) ? filled(properties, "builtAt") : committedAt);
    }

    private static String filled(Properties properties, String key) {
        String value = properties.getProperty(key, "");
        return value.isEmpty() || value.startsWith("${") ? UNKNOWN : value;
    }
}
