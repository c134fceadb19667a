package ch.meuthak.lotse.console.sandbox.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.xbill.DNS.Message;

/** Answers for the zones over UDP and TCP, on one loopback port. */
public final class DnsServer implements AutoCloseable {
    private static final int UDP_LIMIT = 512;
    private static final Duration TCP_LIMIT = Duration.ofSeconds(5);

    private final Zones zones;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore connections = new Semaphore(64);

    private DnsServer(Zones zones, DatagramSocket udp, ServerSocket tcp) {
        this.zones = zones;
        this.udp = udp;
        this.tcp = tcp;
    }

    /** Starts on any port that is free for both protocols. */
    public static DnsServer start(Zones zones) throws IOException {
        DnsSockets sockets = DnsSockets.bind();
        DnsServer server = new DnsServer(zones, sockets.udp(), sockets.tcp());
        server.threads.execute(server::serveUdp);
        server.threads.execute(server::serveTcp);
        return server;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    /** The records; they may be changed at any time. */
    public Zones zones() {
        return zones;
    }

    private void serveUdp() {
        byte[] buffer = new byte[1500];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
                byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()), UDP_LIMIT);
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException _) {
                // A query that is none is not answered; a closed socket ends the loop.
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket socket = accepted) {
            if (!connections.tryAcquire()) {
                return;
            }
            try {
                socket.setSoTimeout((int) TCP_LIMIT.toMillis());
                exchange(socket);
            } finally {
                connections.release();
            }
        } catch (IOException _) {
            // The client's affair.
        }
    }

    private void exchange(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        while (true) {
            byte[] query = new byte[in.readUnsignedShort()];
            in.readFully(query);
            byte[] answer = answer(query, Message.MAXLENGTH);
            byte[] framed = new byte[answer.length + 2];
            framed[0] = (byte) (answer.length >> 8);
            framed[1] = (byte) answer.length;
            System.arraycopy(answer, 0, framed, 2, answer.length);
            out.write(framed);
            out.flush();
        }
    }

    private byte[] answer(byte[] query, int limit) throws IOException {
        return zones.answer(new Message(query)).toWire(limit);
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        threads.shutdownNow();
    }
}
