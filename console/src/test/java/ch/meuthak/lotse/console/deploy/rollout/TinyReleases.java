package ch.meuthak.lotse.console.deploy.rollout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Builds jars of {@link TinyRelease} or {@link StreamingRelease}, each another release. */
public final class TinyReleases {
    /** What every release says about its commit, in the form that the build writes it in. */
    public static final String COMMITTED_AT = "2026-11-20T09:30:00+01:00";

    /** The behaviour of a {@link StreamingRelease}. */
    static final String STREAMS = "streams";

    /** The behaviour of one that says its version only when it runs, as an image without labels does. */
    static final String NAMELESS = "nameless";

    private final Path folder;

    public TinyReleases(Path folder) {
        this.folder = folder;
    }

    /** A new jar that behaves so: {@code good}, or as {@link TinyRelease} knows it. */
    public Path jar(String behaviour, String revision) throws IOException {
        Path home = Files.createTempDirectory(Files.createDirectories(folder), "build");
        Path jar = home.resolve("lotse-backend.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Class<?> release = behaviour.equals(STREAMS) ? StreamingRelease.class : TinyRelease.class;
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, release.getName());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            String name = release.getName().replace('.', '/') + ".class";
            add(out, name, classBytes(name));
            add(out, "behaviour", behaviour.getBytes(StandardCharsets.UTF_8));
            add(out, "revision", revision.getBytes(StandardCharsets.UTF_8));
            String identity = (behaviour.equals(NAMELESS) ? "" : "version=1.0\n") + "revision=" + revision
                    + "\ncommittedAt=" + COMMITTED_AT + "\n";
            add(out, "META-INF/lotse-release.properties", identity.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static byte[] classBytes(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TinyRelease.class.getClassLoader().getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
        out.closeEntry();
    }
}
