package ch.meuthak.lotse.console.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call as bytes on the socket, so that a test can say exactly what it wants.
 *
 * @param line the request line without the version
 * @param headers each a whole line
 */
@SuppressWarnings("ArrayRecordComponent")
record Call(String line, List<String> headers, byte[] body) {

    /** With the headers that the backend sends along. */
    static Call post(byte[] body) {
        return new Call("POST /hooks/redeploy", List.of(), body)
                .with("Host", "localhost")
                .with("Connection", "close")
                .with("Content-Type", "application/json")
                .with("Content-Length", String.valueOf(body.length));
    }

    static Call post(String body) {
        return post(body.getBytes(UTF_8));
    }

    static Call get(String id) {
        return new Call("GET /hooks/redeploy/" + id, List.of(), new byte[0])
                .with("Host", "localhost")
                .with("Connection", "close");
    }

    /** One more header. */
    Call with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new Call(line, more, body);
    }

    Call without(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        List<String> fewer = headers.stream()
                .filter(header -> !header.toLowerCase(Locale.ROOT).startsWith(start))
                .toList();
        return new Call(line, fewer, body);
    }

    /** One header instead of all with this name. */
    Call replacing(String name, String value) {
        return without(name).with(name, value);
    }

    Call bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Call from(String address) {
        return with("X-Forwarded-For", address);
    }

    Call line(String other) {
        return new Call(other, headers, body);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((line + " HTTP/1.1\r\n").getBytes(UTF_8));
        headers.forEach(header -> out.writeBytes((header + "\r\n").getBytes(UTF_8)));
        out.writeBytes("\r\n".getBytes(UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** Sends it and reads one answer. */
    Reply to(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            write(channel, bytes());
            return Reply.read(Channels.newInputStream(channel));
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    /** A server that has answered and closed does not read the rest: that is no failure of the test. */
    private static void write(SocketChannel channel, byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            // the answer, which is read next, says what the server thought of it
        }
    }

    /** The first answer of a connection; status 0 when there was none. */
    @SuppressWarnings("ArrayRecordComponent")
    record Reply(int status, Map<String, String> headers, byte[] body) {
        /** Not to the end of the connection: the server keeps it for a moment when it did not read the whole call. */
        static Reply read(InputStream unbuffered) throws IOException {
            InputStream in = new BufferedInputStream(unbuffered);
            String status = line(in);
            if (status.isEmpty()) {
                return new Reply(0, Map.of(), new byte[0]);
            }
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new Reply(Integer.parseInt(status.substring(9, 12)), headers, in.readNBytes(length));
        }

        private static String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
            }
            return line.toString(ISO_8859_1).stripTrailing();
        }

        String text() {
            return new String(body, UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        /** All that a caller could compare: everything but what is of this one answer. */
        String fingerprint() {
            Map<String, String> same = new TreeMap<>(headers);
            same.remove("date");
            same.remove("x-request-id");
            return status + " " + same + " " + new String(body, ISO_8859_1);
        }
    }
}
