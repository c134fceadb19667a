package ch.meuthak.lotse.console.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the place of an engine at a unix socket, and answers what no engine should. */
final class StubEngine implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocketChannel server;
    private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /** Answers one request on a connection, or does not. */
    interface Behaviour {
        void answer(String request, SocketChannel channel) throws IOException;
    }

    StubEngine(Path socket, Behaviour behaviour) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    SocketChannel channel = server.accept();
                    open.add(channel);
                    Thread.ofVirtual().start(() -> serve(channel, behaviour));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void serve(SocketChannel channel, Behaviour behaviour) {
        try {
            var head = new ByteArrayOutputStream();
            var in = Channels.newInputStream(channel);
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.write(next);
            }
            String lines = head.toString(StandardCharsets.ISO_8859_1);
            Matcher length = LENGTH.matcher(lines);
            if (length.find()) {
                in.skipNBytes(Long.parseLong(length.group(1)));
            }
            String request = lines.lines().findFirst().orElse("");
            asked.add(request);
            behaviour.answer(request, channel);
        } catch (IOException e) {
            // whoever asked has gone
        }
    }

    /** The first lines of the requests so far. */
    Queue<String> asked() {
        return asked;
    }

    static void write(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** A whole answer. */
    static void reply(SocketChannel channel, int status, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        write(
                channel,
                "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n"
                        + body);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel channel : open) {
            channel.close();
        }
    }
}
