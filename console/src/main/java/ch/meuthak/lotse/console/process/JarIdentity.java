package ch.meuthak.lotse.console.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * What the build baked into the backend's jar about itself.
 *
 * @param version empty where it baked none
 * @param revision the commit; empty when there was no git
 * @param builtAt the commit's time; absent when there was no git
 */
record JarIdentity(String version, String revision, Optional<Instant> builtAt) {
    private static final String FILE = "META-INF/lotse-release.properties";

    /** @throws IOException when it is no jar, or what is baked in cannot be read */
    static JarIdentity of(Path jar) throws IOException {
        Properties baked = read(jar);
        return new JarIdentity(filled(baked, "version"), filled(baked, "revision"), time(filled(baked, "committedAt")));
    }

    private static Properties read(Path jar) throws IOException {
        var baked = new Properties();
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(FILE);
            if (entry != null) {
                try (InputStream in = file.getInputStream(entry)) {
                    baked.load(in);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(FILE + " is damaged", e);
        }
        return baked;
    }

    /** A build without git leaves the placeholders of the commit as they were. */
    private static String filled(Properties baked, String key) {
        String value = baked.getProperty(key, "");
        return value.startsWith("${") ? "" : value;
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
