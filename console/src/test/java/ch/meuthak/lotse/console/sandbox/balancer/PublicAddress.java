package ch.meuthak.lotse.console.sandbox.balancer;

import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The API's port at the instance's Elastic IP, as everybody on the internet reaches it, on a port of this machine. While the
 * security groups admit nobody, whoever connects waits for nothing: here the connection stands, where AWS drops the first
 * packet.
 */
public final class PublicAddress implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 64;

    private final SandboxState state;
    private final String instanceId;
    private final int port;
    private final InetSocketAddress behind;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);

    private PublicAddress(
            SandboxState state, String instanceId, int port, InetSocketAddress behind, ServerSocket server) {
        this.state = state;
        this.instanceId = instanceId;
        this.port = port;
        this.behind = behind;
        this.server = server;
    }

    /**
     * Starts it on any free port.
     *
     * @param port the instance's, which the rules are about
     * @param behind where that port is on this machine
     */
    public static PublicAddress start(SandboxState state, String instanceId, int port, InetSocketAddress behind)
            throws IOException {
        var server = new ServerSocket(0, MOST_CONNECTIONS, InetAddress.getLoopbackAddress());
        var address = new PublicAddress(state, instanceId, port, behind, server);
        Thread.ofVirtual().name("public-address").start(address::serve);
        return address;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (!free.tryAcquire()) {
                return;
            }
            try {
                if (Reachability.admitsEverybody(state.cloud(), instanceId, port)) {
                    forward(client);
                } else {
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            } finally {
                free.release();
            }
        } catch (IOException _) {
            // one of the two has left
        } finally {
            open.remove(client);
        }
    }

    private void forward(Socket client) throws IOException {
        try (var service = new Socket()) {
            service.connect(behind, 5000);
            Thread.ofVirtual().start(() -> pass(client, service));
            service.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // one of the two has left
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
