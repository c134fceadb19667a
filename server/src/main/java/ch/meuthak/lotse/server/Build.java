package ch.meuthak.lotse.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version and the commit that the build has written into the jar.
 *
 * @param version {@code 1.0.0}, or {@code development} for a build that is no release
 * @param revision the commit's id, or {@code unknown} when there was no git
 * @param builtAt the commit's time, ISO 8601, UTC; {@code unknown} when there was no git
 */
public record Build(String version, String revision, String builtAt) {
    private static final String FILE = "/META-INF/lotse-release.properties";
    private static final String UNKNOWN = "unknown";
    private static final int SHORT_COMMIT = 12;

    /** Reads {@code META-INF/lotse-release.properties}, which a reader of the jar finds without running it. */
    public static Build load() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The jar is damaged: " + FILE + " in it is not readable", e);
        }
        return new Build(
                filled(properties, "version"), filled(properties, "revision"), filled(properties, "committedAt"));
    }

    private static String filled(Properties properties, String key) {
        String value = properties.getProperty(key, "");
        return value.isEmpty() || value.startsWith("${") ? UNKNOWN : value;
    }

    /** The version for people: {@code 1.0.0}, or {@code development build 0a1b2c3d4e5f}. */
    public String name() {
        if (!version.isEmpty() && Character.isDigit(version.charAt(0))) {
            return version;
        }
        return revision.equals(UNKNOWN)
                ? "development build"
                : "development build " + revision.substring(0, Math.min(SHORT_COMMIT, revision.length()));
    }
}
