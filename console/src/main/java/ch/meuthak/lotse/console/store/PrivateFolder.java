package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks that nobody else may write into the state directory, before anything in it is opened. Another user could replace the
 * database with a link to another file. Root may write everywhere and is left out.
 */
final class PrivateFolder {
    private static final int SETGID = 02000;
    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS = 0007;
    private static final int OTHERS_WRITE = 0002;
    private static final int ROOT = 0;

    private final Path folder;
    private final int user;
    private final int group;

    private PrivateFolder(Path folder, int user, int group) {
        this.folder = folder;
        this.user = user;
        this.group = group;
    }

    /**
     * Checks an existing folder, and removes all rights of others to its content.
     *
     * @throws StartException when others can write it, or something in it is a link or belongs to somebody else; with what to do
     */
    static void check(Path folder) throws IOException {
        Map<String, Object> process = process();
        var found = new PrivateFolder(folder.toRealPath(), number(process, "uid"), number(process, "gid"));
        found.checkItself();
        found.checkAbove(folder.getParent());
        found.checkAbove(found.folder.getParent());
        found.checkContent(found.folder);
    }

    private void checkItself() throws IOException {
        Map<String, Object> attributes = attributes(folder);
        int mode = number(attributes, "mode");
        if (isOfOneGroup(mode, number(attributes, "gid"))) {
            return;
        }
        if ((mode & (GROUP_WRITES | OTHERS_WRITE)) != 0) {
            throw new StartException("The state directory " + folder + " can be written by others (mode " + octal(mode)
                    + "), who could put links or files there. Remove foreign files, then run chmod 700 "
                    + folder);
        }
        checkOwner(folder, attributes);
    }

    /**
     * As in the console's image (2770), where the user is a setting and the group is not: nobody else in that group has this
     * volume. The setgid bit shows that this is intended.
     */
    private boolean isOfOneGroup(int mode, int owners) {
        return (mode & SETGID) != 0 && (mode & OTHERS) == 0 && owners == group;
    }

    /** A user who may write the parent folder can replace it, unless a sticky bit protects it. */
    private void checkAbove(@Nullable Path start) throws IOException {
        for (@Nullable Path above = start; above != null; above = above.getParent()) {
            int mode = number(attributes(above), "mode");
            if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
                throw new StartException("Everybody can write " + above + " (mode " + octal(mode)
                        + "), and so replace the state directory " + folder + ". Run chmod o-w " + above
                        + ", or set LOTSE_STATE_DIR to another one.");
            }
        }
    }

    private void checkContent(Path inside) throws IOException {
        for (Path entry : list(inside)) {
            Map<String, Object> attributes = attributes(entry);
            if (Files.isSymbolicLink(entry)) {
                throw new StartException(
                        entry + " is a symbolic link. Links in the state directory are not followed: remove"
                                + " it, and put what belongs there in its place.");
            }
            if (number(attributes, "uid") == ROOT && user != ROOT) {
                continue; // lost+found of a file system of its own
            }
            checkOwner(entry, attributes);
            boolean isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
            if (!isFolder && number(attributes, "nlink") > 1) {
                throw new StartException(
                        entry + " has a second name (a hard link) somewhere else: remove it, and put a copy"
                                + " of it in its place.");
            }
            keepToOwner(entry);
            if (isFolder) {
                checkContent(entry);
            }
        }
    }

    private void checkOwner(Path path, Map<String, Object> attributes) {
        int owner = number(attributes, "uid");
        if (owner != user) {
            throw new StartException(path + " belongs to the user " + owner + ", and this console runs as " + user
                    + ": its owner can change it. Start the console as that user, or run chown -R " + user + " "
                    + folder);
        }
    }

    private static void keepToOwner(Path entry) throws IOException {
        Set<PosixFilePermission> found = Files.readAttributes(
                        entry, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .permissions();
        Set<PosixFilePermission> owners = EnumSet.noneOf(PosixFilePermission.class);
        owners.addAll(found);
        owners.retainAll(PosixFilePermissions.fromString("rwx------"));
        if (!owners.equals(found)) {
            Files.setPosixFilePermissions(entry, owners);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:uid,gid,mode,nlink", LinkOption.NOFOLLOW_LINKS);
    }

    /** The user of this process. Java does not have it, but the entry in /proc belongs to that user, or otherwise the home. */
    private static Map<String, Object> process() throws IOException {
        Path proc = Path.of("/proc/self");
        return Files.readAttributes(
                Files.exists(proc) ? proc : Path.of(System.getProperty("user.home")), "unix:uid,gid,mode,nlink");
    }

    private static int number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.intValue() : -1;
    }

    private static String octal(int mode) {
        return Integer.toOctalString(mode & 07777);
    }
}
