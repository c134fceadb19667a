package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;

/**
 * The file from which HAProxy takes the slot with the traffic when it starts: one line, {@code slot blue}. HAProxy must be able
 * to read it and starts only when it is there. The edge may write in its folder, too: no link there is followed.
 */
record ActiveMap(Path file) {

    /** The slot in it; absent when there is no such file or no slot in it. */
    Optional<Slot> read() throws PlatformException {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            return Arrays.stream(Slot.values())
                    .filter(slot -> text.equals(line(slot).strip()))
                    .findAny();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PlatformException("The edge's file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Writes it so that a reader, and a machine that lost its power, finds the old line or the new one. */
    void write(Slot slot) throws PlatformException {
        try {
            replace(slot);
        } catch (IOException e) {
            overwrite(slot, e);
        }
    }

    private void replace(Slot slot) throws IOException {
        Path work = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(work); // it may be somebody else's, and then cannot be written
        try (FileChannel out =
                FileChannel.open(PrivateFiles.create(work), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            out.write(ByteBuffer.wrap(line(slot).getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rw-rw-r--"));
        Files.move(work, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /**
     * A full disk has no room for another file, but the old line's place is there; a dozen bytes in one sector are written or
     * not. A line feed too many is no harm.
     */
    private void overwrite(Slot slot, IOException first) throws PlatformException {
        try {
            PrivateFiles.overwrite(file, line(slot).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            e.addSuppressed(first);
            throw new PlatformException(
                    "The slot cannot be written to the edge's file " + file + " (" + first.getMessage()
                            + "), so the traffic did not move. Check that the disk has space, and that the console's"
                            + " group owns the directory.",
                    e);
        }
    }

    private static String line(Slot slot) {
        return "slot " + slot.id() + "\n";
    }
}
