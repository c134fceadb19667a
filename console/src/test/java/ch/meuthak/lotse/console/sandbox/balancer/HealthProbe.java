package ch.meuthak.lotse.console.sandbox.balancer;

import ch.meuthak.lotse.console.sandbox.world.HealthCheck;
import ch.meuthak.lotse.console.sandbox.world.TargetHealth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One health check: a request on a connection of its own, as a load balancer makes it. */
final class HealthProbe {
    private static final int LONGEST_STATUS_LINE = 256;

    private HealthProbe() {}

    /** What the target's answer says about it: {@link TargetHealth#HEALTHY}, or unhealthy with the reason. */
    static TargetHealth check(InetSocketAddress target, HealthCheck check) {
        long end = System.nanoTime() + check.timeout().toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(target, remaining(end));
            socket.getOutputStream()
                    .write(
                            "GET %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\nUser-Agent: ELB-HealthChecker/2.0\r\n\r\n"
                                    .formatted(check.path(), target.getHostString(), target.getPort())
                                    .getBytes(StandardCharsets.US_ASCII));
            return judge(statusLine(socket, end), check);
        } catch (SocketTimeoutException _) {
            return TargetHealth.TIMED_OUT;
        } catch (IOException _) {
            return TargetHealth.FAILED;
        }
    }

    private static TargetHealth judge(String line, HealthCheck check) {
        if (!line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            return TargetHealth.FAILED;
        }
        int code = Integer.parseInt(line.substring(9, 12));
        return check.accepts(code) ? TargetHealth.HEALTHY : TargetHealth.mismatch(code);
    }

    private static String statusLine(Socket socket, long end) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < LONGEST_STATUS_LINE) {
            socket.setSoTimeout(remaining(end));
            int next = in.read();
            if (next < 0 || next == '\r' || next == '\n') {
                break;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    private static int remaining(long end) throws SocketTimeoutException {
        long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) millis;
    }
}
