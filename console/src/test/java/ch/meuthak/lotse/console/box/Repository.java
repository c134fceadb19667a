package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The project's own folder, with what the build has made. */
record Repository(Path root) {
    private static final List<String> INPUTS = List.of(
            "backend/Dockerfile",
            "backend/jvm.options",
            "backend/target/lotse-backend.jar",
            "backend/target/libs",
            "console/Dockerfile",
            "console/jvm.options",
            "console/target/lotse-console.jar",
            "console/target/libs",
            "console/edge",
            "docker-compose.yml",
            "server/src/main/docker");

    /** Where the tests run; skips or fails the calling test when the jars are not built. */
    static Repository require() {
        Path backend = Tools.requireFile(
                System.getProperty("lotse.backend.jar", ""), "run it with ./mvnw verify -Dit.test=NameOfTheTest");
        Repository repository =
                new Repository(backend.resolve("../../..").toAbsolutePath().normalize());
        Tools.requireFile(
                repository.root.resolve("console/target/lotse-console.jar").toString(), "run ./mvnw package");
        return repository;
    }

    /** Twelve hex digits that are others as soon as anything that an image is made of is. */
    String imagesTag() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (var digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
                for (String input : INPUTS) {
                    add(root.resolve(input), digest);
                }
            }
            return HexFormat.of().formatHex(sha256.digest()).substring(0, 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Path input, OutputStream digest) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(input)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            digest.write(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            Files.copy(file, digest);
        }
    }
}
