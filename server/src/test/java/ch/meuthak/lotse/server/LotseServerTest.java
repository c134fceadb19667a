package ch.meuthak.lotse.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LotseServerTest {

    @Test
    void aTakenPortIsOneClearError() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Drain drain = new Drain();
            Guard guard = new Guard(Limits.defaults(), drain, List.of());
            assertThatThrownBy(() -> LotseServer.start(
                            guard.protect(WebServer.builder().host("127.0.0.1").port(taken.getLocalPort()))
                                    .routing(guard.routing(List.of())),
                            drain,
                            Duration.ZERO,
                            Duration.ofSeconds(1)))
                    .isInstanceOf(StartException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
        }
    }
}
