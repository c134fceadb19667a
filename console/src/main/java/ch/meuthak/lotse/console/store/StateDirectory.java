package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.server.PrivateFiles;
import ch.meuthak.lotse.server.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder where everything that must survive lives, and where nobody else can write. One console at a time has it: it
 * holds a lock on {@code console.lock} there, which the operating system lets go when the console ends, however it ends.
 */
public final class StateDirectory implements AutoCloseable {
    private static final String LOCK = "console.lock";

    private final Path path;
    private final FileChannel channel;

    private StateDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder if it is not there (mode 0700) and takes it.
     *
     * @throws StartException in one line, when another console has it, it cannot be written, or others can write it
     */
    public static StateDirectory open(Path path) {
        Path absolute = prepare(path);
        try {
            return new StateDirectory(absolute, lock(absolute));
        } catch (IOException e) {
            throw unwritable(absolute, e);
        }
    }

    /**
     * Creates the folder if necessary, and checks that only this user can write it. For programs that use it before a console.
     *
     * @throws StartException in one line, when it cannot be created, or others can write it
     */
    public static Path prepare(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(absolute)) {
                PrivateFiles.folder(absolute);
            }
            PrivateFolder.check(absolute);
            return absolute;
        } catch (IOException e) {
            throw unwritable(absolute, e);
        }
    }

    private static StartException unwritable(Path folder, IOException e) {
        return new StartException("The state directory " + folder + " cannot be written (" + e
                + "): make it writable for this user, free space, or set LOTSE_STATE_DIR to another one.");
    }

    private static FileChannel lock(Path folder) throws IOException {
        // a user who can read it can lock it, and no console would start
        FileChannel channel = PrivateFiles.open(folder.resolve(LOCK));
        try {
            if (tryLock(channel) == null) {
                throw new StartException("The state directory " + folder + " is in use by another console (process "
                        + holder(channel) + "): stop that one, or set LOTSE_STATE_DIR to another directory.");
            }
            writeHolder(channel);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
    }

    private static void writeHolder(FileChannel channel) throws IOException {
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock on " + path + " could not be released", e);
        }
    }
}
