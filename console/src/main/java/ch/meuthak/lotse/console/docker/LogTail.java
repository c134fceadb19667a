package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.server.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a container's output. Their number and length are limited. */
final class LogTail {
    private static final int MOST_LINES = 1000;
    private static final int LONGEST_LINE = 2000;
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final int HEADER = 8;

    private final int most;
    private final Deque<String> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LogTail(int lines) {
        this.most = Math.clamp(lines, 0, MOST_LINES);
    }

    /**
     * Reads to the end, or as much as is reasonable.
     *
     * @param tty whether the container has a terminal: then the stream is its output as it is, else in frames, as
     *     "Attach to a container" in the Engine API reference describes them
     */
    void read(InputStream in, boolean tty) throws IOException {
        long left = MOST_BYTES;
        while (left > 0) {
            long frame = tty ? left : length(in.readNBytes(HEADER));
            long read = frame < 0 ? -1 : copy(in, Math.min(frame, left));
            left = read < 0 ? 0 : left - read - HEADER;
        }
        endLine();
    }

    /** How many bytes there were; -1 when the stream ended before that many. */
    private long copy(InputStream in, long length) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return -1;
            }
            take(buffer, read);
            left -= read;
        }
        return length;
    }

    private static long length(byte[] header) {
        return header.length < HEADER
                ? -1
                : Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(HEADER / 2));
    }

    private void take(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else if (line.size() < 4 * LONGEST_LINE) {
                line.write(bytes[i]);
            }
        }
    }

    private void endLine() {
        if (line.size() > 0) {
            lines.addLast(Printable.output(line.toString(StandardCharsets.UTF_8), LONGEST_LINE));
            line.reset();
            if (lines.size() > most) {
                lines.removeFirst();
            }
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
