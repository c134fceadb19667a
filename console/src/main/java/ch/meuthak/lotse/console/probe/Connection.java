package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.words.Amounts;
import ch.meuthak.lotse.server.Printable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection with a deadline: it closes then, even during a read or a write. So neither a server
 * that says nothing nor one that says a byte now and then holds anybody up for longer.
 */
final class Connection implements AutoCloseable {
    private static final int MOST_ADDRESSES = 3;

    private final Duration limit;
    private final long deadline;
    private final Thread watchdog;
    private volatile @Nullable Socket socket;
    private volatile boolean late;

    /** @param limit from now on, for everything */
    Connection(Duration limit) {
        this.limit = limit;
        deadline = System.nanoTime() + limit.toNanos();
        watchdog = Thread.ofVirtual().name("probe-deadline").start(this::endWhenLate);
    }

    private void endWhenLate() {
        try {
            Thread.sleep(limit);
            late = true;
            end();
        } catch (InterruptedException | IOException e) {
            // it was closed in time, or is closed now
        }
    }

    /** Connects to the first one that lets it, each in its share of the time. */
    void connect(List<InetSocketAddress> addresses) throws ProbeFailure {
        List<InetSocketAddress> tried = addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
        var last = new ProbeFailure("NoAddress", "the name has no address");
        for (int i = 0; i < tried.size(); i++) {
            try {
                connect(tried.get(i), tried.size() - i);
                return;
            } catch (IOException e) {
                last = failure(e, "no connection came about");
            }
        }
        throw last;
    }

    private void connect(InetSocketAddress address, int untried) throws IOException {
        long share = Duration.ofNanos((deadline - System.nanoTime()) / untried).toMillis();
        if (share <= 0) {
            throw new SocketTimeoutException();
        }
        var one = new Socket();
        socket = one;
        one.connect(address, (int) share);
    }

    /** Continues in TLS, with any certificate. */
    Handshake secure(String host) throws ProbeFailure {
        try {
            Handshake handshake = Handshake.over(open(), host);
            socket = handshake.socket();
            return handshake;
        } catch (IllegalArgumentException e) {
            // of SNIHostName, which takes no underscore
            throw new ProbeFailure(
                    "BadName",
                    "TLS cannot ask for " + host + ", as a host's name has letters, digits and hyphens alone"
                            + " (LOTSE_DOMAIN)");
        } catch (IOException e) {
            throw failure(e, "the TLS handshake did not end");
        }
    }

    /** Asks for {@code /}. */
    HttpAnswer get(String host) throws ProbeFailure {
        try {
            return HttpAnswer.get(open(), host);
        } catch (IOException e) {
            throw failure(e, "no answer came");
        }
    }

    private Socket open() {
        Socket current = socket;
        if (current == null) {
            throw new IllegalStateException("not connected");
        }
        return current;
    }

    /** @param undone what had not happened when the time was over */
    private ProbeFailure failure(IOException e, String undone) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (late || System.nanoTime() - deadline >= 0 || e instanceof SocketTimeoutException) {
            return new ProbeFailure("Timeout", undone + " within " + Amounts.limit(limit));
        }
        if (e instanceof ConnectException && message.contains("refused")) {
            return new ProbeFailure("Refused", "the connection was refused");
        }
        if (e instanceof HttpAnswer.NoHttp) {
            return new ProbeFailure("NoHttp", String.valueOf(e.getMessage()));
        }
        if (e instanceof SSLException && message.contains("unrecognized ssl message")) {
            return new ProbeFailure("NoTls", "what answers does not speak TLS");
        }
        if (e instanceof SSLException && !message.contains("terminated") && !message.contains("reset")) {
            return new ProbeFailure("Tls", "the TLS handshake failed (" + shown(e) + ")");
        }
        boolean connected = socket != null && socket.isConnected();
        return new ProbeFailure(
                "Broken", connected ? "the connection broke off: " + undone : undone + " (" + shown(e) + ")");
    }

    private static String shown(IOException e) {
        return Printable.excerpt(String.valueOf(e.getMessage()));
    }

    private void end() throws IOException {
        Socket current = socket;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public void close() {
        watchdog.interrupt();
        try {
            end();
        } catch (IOException e) {
            // it is as good as closed
        }
    }
}
