package ch.meuthak.lotse.console.process;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.server.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The published releases, each in a folder named by its digest: the backend's jar and the {@code libs/} beside it. Files are
 * copied, never linked, so that a later build cannot change what was published.
 */
final class ReleaseStore {
    private static final Logger LOG = Logger.getLogger(ReleaseStore.class.getName());
    private static final String JAR = "lotse-backend.jar";
    private static final String TEMPORARY = ".publishing-";
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final InstantSource clock;

    ReleaseStore(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    /** Keeps the jar with its libraries as they are now. Publishing the same files again makes them the newest. */
    synchronized Release publish(Path jar) throws PlatformException {
        try {
            removeLeftovers();
            Path work = Files.createTempDirectory(PrivateFiles.folder(root), TEMPORARY);
            try {
                return publish(jar, work);
            } finally {
                delete(work);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new PlatformException("The release " + jar + " could not be published: " + e, e);
        }
    }

    private Release publish(Path jar, Path work) throws IOException, PlatformException {
        copy(jar, work);
        requireRunnable(work.resolve(JAR), jar);
        var manifest = ReleaseManifest.of(work);
        Files.writeString(work.resolve(ReleaseManifest.FILE), manifest.text());
        Path home = home(manifest.digest());
        if (Files.isDirectory(home) && !ReleaseManifest.of(home).equals(manifest)) {
            LOG.log(Level.WARNING, "{0} was damaged and is replaced", home);
            delete(home);
        }
        if (!Files.isDirectory(home)) {
            move(work, home);
        }
        Files.setLastModifiedTime(home.resolve(ReleaseManifest.FILE), FileTime.from(clock.instant()));
        return release(manifest.digest());
    }

    private static void copy(Path jar, Path work) throws IOException {
        Files.copy(jar, work.resolve(JAR));
        Path libraries = jar.toAbsolutePath().resolveSibling("libs");
        if (Files.isDirectory(libraries)) {
            Path target = Files.createDirectory(work.resolve("libs"));
            try (Stream<Path> files = Files.list(libraries)) {
                for (Path file :
                        files.filter(name -> name.toString().endsWith(".jar")).toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
    }

    private static void requireRunnable(Path copy, Path jar) throws IOException, PlatformException {
        try (JarFile file = new JarFile(copy.toFile())) {
            var manifest = file.getManifest();
            if (manifest == null || manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) == null) {
                throw new PlatformException(jar + " is not a jar that can be started. Build it first.");
            }
        }
    }

    private static void move(Path work, Path home) throws IOException {
        try {
            Files.move(work, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the state directory must be on one file system", e);
        }
    }

    Optional<Release> find(String digest) throws PlatformException {
        boolean present = Release.isDigest(digest) && Files.isRegularFile(jar(digest));
        return present ? Optional.of(release(digest)) : Optional.empty();
    }

    /** Reads every byte of it again. */
    void verify(Release release) throws PlatformException {
        Path home = home(release.digest());
        try {
            if (!Files.isDirectory(home)) {
                throw new PlatformException("The release " + release.digest() + " is not kept here. Publish it again.");
            }
            var found = ReleaseManifest.of(home);
            if (!found.digest().equals(release.digest())) {
                throw new PlatformException("The files of release " + release.shortDigest()
                        + " differ from the published ones (" + found.difference(written(home))
                        + "). Publish it again.");
            }
        } catch (IOException | UncheckedIOException e) {
            throw new PlatformException("The release " + release.shortDigest() + " could not be read: " + e, e);
        }
    }

    private static ReleaseManifest written(Path home) throws IOException {
        Path file = home.resolve(ReleaseManifest.FILE);
        return new ReleaseManifest(Files.isRegularFile(file) ? Files.readString(file) : "");
    }

    /** Newest first. */
    List<Release> kept() throws PlatformException {
        try (Stream<Path> folders = Files.isDirectory(root) ? Files.list(root) : Stream.empty()) {
            List<Path> homes = folders.filter(home ->
                            FOLDER.matcher(home.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(ReleaseStore::publishedAt).reversed())
                    .toList();
            var releases = new ArrayList<Release>();
            for (Path home : homes) {
                find("sha256:" + home.getFileName()).ifPresent(releases::add);
            }
            return List.copyOf(releases);
        } catch (IOException e) {
            throw new PlatformException("The releases in " + root + " cannot be listed: " + e, e);
        }
    }

    private static FileTime publishedAt(Path home) {
        try {
            return Files.getLastModifiedTime(home.resolve(ReleaseManifest.FILE));
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Not while something is published: that is the newest then. */
    synchronized void prune(List<Release> keep, int newest) throws PlatformException {
        Set<String> digests = keep.stream().map(Release::digest).collect(Collectors.toSet());
        try {
            for (Release release : kept().stream().skip(newest).toList()) {
                if (!digests.contains(release.digest())) {
                    delete(home(release.digest()));
                }
            }
        } catch (IOException e) {
            throw new PlatformException("Old releases in " + root + " cannot be removed: " + e, e);
        }
    }

    Path home(String digest) {
        return root.resolve(digest.substring(digest.indexOf(':') + 1));
    }

    Path jar(String digest) {
        return home(digest).resolve(JAR);
    }

    private Release release(String digest) throws PlatformException {
        JarIdentity identity = identity(digest);
        return new Release(digest, identity.version(), identity.revision());
    }

    /** What the release says about itself when it runs. */
    Optional<Instant> builtAt(String digest) throws PlatformException {
        return identity(digest).builtAt();
    }

    private JarIdentity identity(String digest) throws PlatformException {
        try {
            return JarIdentity.of(jar(digest));
        } catch (IOException e) {
            throw new PlatformException("The jar of release " + digest + " cannot be read: " + e, e);
        }
    }

    private void removeLeftovers() throws IOException {
        if (Files.isDirectory(root)) {
            try (Stream<Path> found = Files.list(root)) {
                for (Path folder : found.filter(
                                name -> name.getFileName().toString().startsWith(TEMPORARY))
                        .toList()) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
