package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.Deadline;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.PlatformException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * HAProxy's runtime API on a unix socket: one command, one answer, one connection. The deadline and the limit of 256 KiB hold for
 * any program at the other end.
 *
 * @see <a href="https://docs.haproxy.org/2.6/management.html#9.3">Unix Socket commands</a>
 */
record RuntimeSocket(Path path, Duration deadline, GivenTime time) {
    private static final int MOST_BYTES = 256 * 1024;

    /** The answer without its last blank lines; empty for a command that returns nothing. */
    String ask(String command) throws PlatformException {
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var exchange = new Exchange(channel, selector, Deadline.in(deadline, time));
            return exchange.run(UnixDomainSocketAddress.of(path), command + "\n")
                    .strip();
        } catch (Unfinished e) {
            throw new PlatformException(
                    "The edge " + e.getMessage() + " (\"" + command + "\" on " + path
                            + "). Check its log, and restart it if necessary. It keeps its slot.",
                    e);
        } catch (IOException e) {
            throw new PlatformException(
                    "The edge cannot be reached on " + path + " (" + e.getMessage()
                            + "). Check that it runs, and that the console shares the directory with it.",
                    e);
        }
    }

    /** The other end took too long or returned too much. */
    private static final class Unfinished extends IOException {
        private static final long serialVersionUID = 1L;

        Unfinished(String message) {
            super(message);
        }
    }

    private record Exchange(SocketChannel channel, Selector selector, Deadline end) {

        String run(UnixDomainSocketAddress address, String command) throws IOException {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(address)) {
                await();
                channel.finishConnect();
            }
            send(key, ByteBuffer.wrap(command.getBytes(StandardCharsets.UTF_8)));
            return receive(key);
        }

        private void send(SelectionKey key, ByteBuffer command) throws IOException {
            key.interestOps(SelectionKey.OP_WRITE);
            while (command.hasRemaining()) {
                await();
                channel.write(command);
            }
        }

        private String receive(SelectionKey key) throws IOException {
            key.interestOps(SelectionKey.OP_READ);
            var answer = new ByteArrayOutputStream();
            var buffer = ByteBuffer.allocate(8192);
            while (true) {
                await();
                if (channel.read(buffer) < 0) {
                    return answer.toString(StandardCharsets.UTF_8);
                }
                answer.write(buffer.array(), 0, buffer.position());
                buffer.clear();
                if (answer.size() > MOST_BYTES) {
                    throw new Unfinished("returned more than " + MOST_BYTES / 1024 + " KiB");
                }
            }
        }

        private void await() throws IOException {
            int ready;
            do {
                long left = TimeUnit.NANOSECONDS.toMillis(end.left());
                ready = left <= 0 ? 0 : selector.select(left);
                if (ready == 0 && (left <= 0 || Thread.currentThread().isInterrupted())) {
                    throw new Unfinished(
                            Thread.currentThread().isInterrupted()
                                    ? "had no time to answer, because the console stops"
                                    : "did not answer in time");
                }
            } while (ready == 0);
            selector.selectedKeys().clear();
        }
    }
}
