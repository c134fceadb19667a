package ch.meuthak.lotse.console.sandbox.dns;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * One loopback port for DNS over both UDP and TCP.
 *
 * <p>The system gives away a port that is free for one protocol; another program may hold the same number for the other, so
 * one that is free for both is looked for.
 */
public record DnsSockets(DatagramSocket udp, ServerSocket tcp) {
    private static final int TRIES = 20;
    private static final int BACKLOG = 50;

    public static DnsSockets bind() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int i = 0; i < TRIES; i++) {
            ServerSocket tcp = new ServerSocket(0, BACKLOG, loopback);
            try {
                return new DnsSockets(new DatagramSocket(tcp.getLocalPort(), loopback), tcp);
            } catch (BindException _) {
                tcp.close();
            }
        }
        throw new BindException("No port is free for DNS over both UDP and TCP");
    }
}
