package ch.meuthak.lotse.console.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP server on 127.0.0.1 that does to each connection what it is told, however rude. */
final class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private final Manners manners;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** What is done to a connection; it is closed afterwards. */
    @FunctionalInterface
    interface Manners {
        void with(Socket socket) throws Exception;
    }

    RawServer(Manners manners) throws IOException {
        this.manners = manners;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /** Takes the request and says this. */
    static RawServer saying(String answer) throws IOException {
        return new RawServer(socket -> {
            request(socket);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    /** Takes connections and says nothing. */
    static RawServer silent() throws IOException {
        return new RawServer(socket -> Thread.sleep(60_000));
    }

    /** Says these bytes and then one more every 50 ms. */
    static RawServer dripping(byte[] first, byte more) throws IOException {
        return new RawServer(socket -> {
            socket.getOutputStream().write(first);
            while (true) {
                Thread.sleep(50);
                socket.getOutputStream().write(more);
            }
        });
    }

    /** Resets connections at the first byte that comes: earlier, it could be while the client is still connecting. */
    static RawServer resetting() throws IOException {
        return new RawServer(socket -> {
            socket.setSoLinger(true, 0);
            socket.getInputStream().read();
        });
    }

    /** The head of a request. */
    static String request(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket socket = accepted) {
            manners.with(socket);
        } catch (Exception e) {
            // the client has left
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
