package ch.meuthak.lotse.console.process;

import ch.meuthak.lotse.server.Printable;
import ch.meuthak.lotse.server.PrivateFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The output of the release in a slot: a file that the process appends to without the console, and a file of older output.
 */
final class SlotLog {
    private static final int TAIL_BYTES = 256 * 1024;
    private static final int LONGEST_LINE = 2000;

    private final Path file;
    private final long most;

    SlotLog(Path file, long most) {
        this.file = file;
        this.most = most;
    }

    Path file() {
        return file;
    }

    /** Begins a new file; the one from before is kept as {@code .1}. */
    void begin() throws IOException {
        if (Files.exists(file)) {
            Files.move(file, older(), StandardCopyOption.REPLACE_EXISTING);
        }
        PrivateFiles.create(file);
    }

    /** Copies a file that is too long to the older one and empties it. The process continues to append. */
    void bound() throws IOException {
        if (Files.exists(file) && Files.size(file) > most) {
            Files.copy(file, older(), StandardCopyOption.REPLACE_EXISTING);
            try (var open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(0);
            }
        }
    }

    private Path older() {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    /** The last lines, oldest first, without terminal colours and other control characters. */
    List<String> tail(int lines) throws IOException {
        if (lines <= 0 || !Files.exists(file)) {
            return List.of();
        }
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, open.length() - TAIL_BYTES);
            open.seek(start);
            byte[] bytes = new byte[(int) Math.min(TAIL_BYTES, open.length() - start)];
            int read = Math.max(0, open.read(bytes));
            List<String> found = new String(bytes, 0, read, StandardCharsets.UTF_8)
                    .lines()
                    .skip(start > 0 ? 1 : 0)
                    .map(line -> Printable.output(line, LONGEST_LINE))
                    .toList();
            return found.subList(Math.max(0, found.size() - lines), found.size());
        }
    }
}
