package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.docker.DockerEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Images made of another image, each with a digest of its own, pushed to a registry on loopback. */
public final class Variants {
    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    private static final int NOISE = 1 << 20;

    private final DockerEngine engine;
    private final String base;
    private final String repository;
    private final Path folder;
    private int made;

    /**
     * Of one image.
     *
     * @param base the image that they are made of
     * @param repository where they are pushed to: {@code 127.0.0.1:23456/lotse/backend}
     * @param folder for what they are made from
     */
    public Variants(DockerEngine engine, String base, String repository, Path folder) {
        this.engine = engine;
        this.base = base;
        this.repository = repository;
        this.folder = folder;
    }

    /** Builds and pushes one and keeps it here, for Compose's first start; says its tag. */
    public String first() {
        String name = build("");
        push(name);
        return name.substring(repository.length() + 1);
    }

    /** Builds, pushes and forgets one, so that it has to be pulled; says its digest. */
    public String publish() {
        return publish("");
    }

    /** The same, with more lines of a Dockerfile, for which there are the files {@code release.pl} and {@code noise}. */
    public String publish(String lines) {
        String name = build(lines);
        String digest = push(name);
        engine.docker("image", "rm", name);
        return digest;
    }

    private String build(String lines) {
        try {
            String name = repository + ":v" + ++made;
            Path context = Files.createTempDirectory(Files.createDirectories(folder), "variant");
            Files.writeString(context.resolve("release.pl"), PerlRelease.PROGRAM);
            byte[] noise = new byte[NOISE];
            new SecureRandom().nextBytes(noise);
            Files.write(context.resolve("noise"), noise);
            String dockerfile = "FROM " + base + "\nLABEL lotse.test.variant=" + made + "-" + System.nanoTime() + "\n";
            Files.writeString(context.resolve("Dockerfile"), dockerfile + lines);
            engine.docker("build", "--quiet", "--tag", name, context.toString());
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String push(String name) {
        Matcher found = DIGEST.matcher(engine.docker("push", name));
        if (!found.find()) {
            throw new IllegalStateException("no digest of " + name);
        }
        return found.group(1);
    }

    /** Removes all images of the repository, whoever made them. */
    public void removeAll() {
        remove(engine, repository);
    }

    static void remove(DockerEngine engine, String repository) {
        engine.docker("image", "ls", "--digests", "--format", "{{.Repository}} {{.Tag}} {{.Digest}}", repository)
                .lines()
                .map(line -> line.split(" "))
                .map(image -> image[0] + (image[1].equals("<none>") ? "@" + image[2] : ":" + image[1]))
                .forEach(name -> engine.docker("image", "rm", "--force", name));
    }
}
