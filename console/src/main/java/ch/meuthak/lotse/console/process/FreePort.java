package ch.meuthak.lotse.console.process;

import ch.meuthak.lotse.console.deploy.PlatformException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses a port for a release on 127.0.0.1, below the ranges from which Linux and macOS take ports for outgoing
 * connections: a busy edge would otherwise now and then have taken it by the time the release binds it.
 */
final class FreePort {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    private FreePort() {}

    static int choose() throws PlatformException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new PlatformException("No free port between " + LOWEST + " and " + HIGHEST + " on 127.0.0.1.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
