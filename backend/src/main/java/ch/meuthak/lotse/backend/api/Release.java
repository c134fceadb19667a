package ch.meuthak.lotse.backend.api;

import ch.meuthak.lotse.server.Build;
import ch.meuthak.lotse.server.Setting;
import ch.meuthak.lotse.server.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The release of this process.
 *
 * @param version {@code 1.0.0}, or {@code development}
 * @param revision the source revision, or {@code unknown}
 * @param digest {@code sha256:} and 64 hex digits of the artifact or image, or {@code unversioned} when it runs from classes
 * @param builtAt ISO 8601, UTC
 * @param startedAt ISO 8601, UTC
 * @param slot {@code blue}, {@code green}, or {@code none} when it is not set
 */
public record Release(String version, String revision, String digest, String builtAt, String startedAt, String slot) {
    private static final String UNVERSIONED = "unversioned";
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** The release of this process: the build's facts, {@code lotse.release.digest} and {@code lotse.slot}. */
    public static Release of(Settings settings, Build build, InstantSource clock) {
        Setting digest = settings.at("lotse.release.digest");
        Setting slot = settings.at("lotse.slot");
        return new Release(
                build.version(),
                build.revision(),
                digest.optional().isPresent() ? checked(digest) : ownDigest(),
                build.builtAt(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                slot.optional().isPresent() ? slot.oneOf("blue", "green", "none") : "none");
    }

    private static String checked(Setting digest) {
        if (!DIGEST.matcher(digest.text()).matches()) {
            throw digest.wrong("sha256: and 64 lower-case hex digits");
        }
        return digest.text();
    }

    /** The header {@code X-Release}: version and the first twelve hex digits of the digest. */
    public String header() {
        int start = digest.indexOf(':') + 1;
        return version + "+" + digest.substring(start, Math.min(digest.length(), start + 12));
    }

    private static String ownDigest() {
        CodeSource source = Release.class.getProtectionDomain().getCodeSource();
        Path jar =
                source == null ? null : Path.of(URI.create(source.getLocation().toString()));
        return jar != null && Files.isRegularFile(jar) ? sha256(jar) : UNVERSIONED;
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, sha256).transferTo(OutputStream.nullOutputStream());
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            return UNVERSIONED;
        }
    }
}
