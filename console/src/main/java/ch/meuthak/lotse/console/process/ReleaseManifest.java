package ch.meuthak.lotse.console.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every file of a release with its SHA-256, sorted by name, in the form of {@code sha256sum}: so {@code sha256sum -c} checks
 * a release by hand, and the digest of the release is the SHA-256 of this text.
 */
record ReleaseManifest(String text) {
    /** The file in a release's folder that has the text; not itself part of it. */
    static final String FILE = "manifest.sha256";

    /** Reads every file there is, links not followed: whatever is not in the manifest of a good release changes it. */
    static ReleaseManifest of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> !Files.isDirectory(file))
                    .filter(file -> !file.equals(folder.resolve(FILE)))
                    .toList();
        }
        StringBuilder lines = new StringBuilder();
        List<String> names = files.stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .sorted()
                .toList();
        for (String name : names) {
            lines.append(sha256(folder.resolve(name))).append("  ").append(name).append('\n');
        }
        return new ReleaseManifest(lines.toString());
    }

    /** {@code sha256:} and 64 hex digits. */
    String digest() {
        return "sha256:" + hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The names of the files that {@code expected} has otherwise, or not at all. */
    String difference(ReleaseManifest expected) {
        return Stream.concat(
                        text.lines().filter(line -> !expected.text.contains(line + "\n")),
                        expected.text.lines().filter(line -> !text.contains(line + "\n")))
                .map(line -> line.substring(line.indexOf("  ") + 2))
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
    }

    private static String sha256(Path file) throws IOException {
        var digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
