package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.server.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to one {@code GET /} on a connection of its own (RFC 9112). A client with a pool does not say when the first byte came;
 * this one does, and it follows no redirect.
 *
 * @param status its code; that of an interim answer (1xx) never
 * @param release its {@code X-Release}, without control characters; empty when it has none
 * @param firstByte from the request to the first byte
 */
record HttpAnswer(int status, String release, Duration firstByte) {
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_RELEASE = 100;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9]\\d\\d)(?: .*)?");

    /** What was said is no HTTP; its message is half a sentence. */
    static final class NoHttp extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        private NoHttp(String message) {
            super(message);
        }
    }

    static HttpAnswer get(Socket socket, String host) throws IOException {
        socket.getOutputStream()
                .write(("GET / HTTP/1.1\r\nHost: " + host
                                + "\r\nUser-Agent: lotse-console\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        long asked = System.nanoTime();
        InputStream in = socket.getInputStream();
        int first = in.read();
        Duration firstByte = Duration.ofNanos(System.nanoTime() - asked);
        HttpAnswer answer = read(in, first, firstByte);
        drain(in);
        return answer;
    }

    private static HttpAnswer read(InputStream in, int first, Duration firstByte) throws IOException {
        var head = new ByteArrayOutputStream();
        int next = first;
        while (true) {
            List<String> lines = head(in, next, head);
            Matcher status = STATUS.matcher(lines.getFirst());
            if (!status.matches()) {
                throw new NoHttp("what answers does not speak HTTP");
            }
            int code = Integer.parseInt(status.group(1));
            if (code >= 200) {
                return new HttpAnswer(code, release(lines), firstByte);
            }
            next = in.read();
        }
    }

    /** The lines up to an empty one; all heads of one answer together have the limit. */
    private static List<String> head(InputStream in, int first, ByteArrayOutputStream all) throws IOException {
        int begin = all.size();
        for (int next = first; ; next = in.read()) {
            if (next < 0) {
                throw all.size() == 0
                        ? new IOException("closed")
                        : new NoHttp("the answer ends in the middle of its head");
            }
            all.write(next);
            if (all.size() > LONGEST_HEAD) {
                throw new NoHttp("the answer's head is longer than 16 KiB");
            }
            if (next == '\n') {
                String text = all.toString(StandardCharsets.ISO_8859_1).substring(begin);
                if (text.endsWith("\n\r\n") || text.endsWith("\n\n")) {
                    return text.lines().toList();
                }
            }
        }
    }

    private static String release(List<String> lines) {
        return lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("x-release:"))
                .map(line ->
                        Printable.line(line.substring(line.indexOf(':') + 1).strip()))
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_RELEASE)))
                .findFirst()
                .orElse("");
    }

    /** Takes some of the body, so that the server's log does not call this a broken request. What is wrong with it is not judged. */
    private static void drain(InputStream in) {
        try {
            in.skipNBytes(LONGEST_BODY);
        } catch (IOException e) {
            // its end, or the deadline's
        }
    }
}
