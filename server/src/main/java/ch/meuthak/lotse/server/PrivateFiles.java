package ch.meuthak.lotse.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files (0600) and folders (0700) that nobody but their owner reads or writes, whatever the umask is. Nothing here follows a
 * link in the last place of a path.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /**
     * The folder, made with those above it that are not there; its rights are the owner's alone either way.
     *
     * @throws IOException when there is something else, or it is not this user's
     */
    public static Path folder(Path path) throws IOException {
        refuseLink(path);
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(FOLDER));
        return Files.setPosixFilePermissions(path, FOLDER);
    }

    /**
     * An empty new file.
     *
     * @throws IOException also when there is something already, a link that leads nowhere included
     */
    public static Path create(Path file) throws IOException {
        return Files.setPosixFilePermissions(Files.createFile(file, mode()), FILE);
    }

    /** Puts a file with this content in the place of the one that is there, if any: a reader sees the old or the new one. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.write(create(draft), content, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** To read and to write; made when it is not there. */
    public static FileChannel open(Path file) throws IOException {
        refuseLink(file);
        FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                mode());
        Files.setPosixFilePermissions(file, FILE);
        return channel;
    }

    /** Overwrites the beginning of a file that is there, at once and durably; never what a link leads to. */
    public static void overwrite(Path file, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.DSYNC, LinkOption.NOFOLLOW_LINKS)) {
            channel.write(ByteBuffer.wrap(content), 0);
        }
    }

    /**
     * Makes sure that a path is no link.
     *
     * @throws IOException with a sentence when it is one
     */
    public static void refuseLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new IOException(path + " is a symbolic link, and links are not followed here: remove it");
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode() {
        return PosixFilePermissions.asFileAttribute(FILE);
    }
}
