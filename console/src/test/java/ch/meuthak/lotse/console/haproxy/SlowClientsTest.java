package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.testing.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand connections of a real slow-client tool, and one polite client beside them. */
@Timeout(120)
class SlowClientsTest {

    @ParameterizedTest
    @ValueSource(strings = {"-H", "-B", "-X"})
    void thousandSlowHeadsBodiesOrReadersDoNotDisturbAPoliteClient(String mode, @TempDir Path folder) throws Exception {
        String tool = Tools.require("slowhttptest").toString();
        try (StubRelease release = StubRelease.start("blue");
                HaProxy edge = HaProxy.start(Map.of("LOTSE_EDGE_CONNECTIONS", "5000"))) {
            new HaProxyEdge(edge.settings()).route(Slot.BLUE, release.address());
            Process attack = new ProcessBuilder(
                            tool,
                            mode,
                            "-c",
                            "1000",
                            "-r",
                            "500",
                            "-i",
                            "3",
                            "-l",
                            "12",
                            "-p",
                            "5",
                            "-s",
                            "8192",
                            "-u",
                            "http://127.0.0.1:" + edge.port() + "/")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();
            try {
                List<Duration> times = askUntilItEnds(edge, attack);
                Collections.sort(times);
                assertThat(times).hasSizeGreaterThan(50);
                Duration slowest = times.get(times.size() * 99 / 100);
                System.out.println("1000 slow connections (" + mode + "): p99 of a polite client " + slowest.toMillis()
                        + " ms, of " + times.size() + " requests");
                assertThat(slowest)
                        .as("the 99th percentile of " + times.size())
                        .isLessThan(Duration.ofSeconds(3)); // generous: the machine may be busy with other things
            } finally {
                attack.destroyForcibly();
            }
        }
    }

    private static List<Duration> askUntilItEnds(HaProxy edge, Process attack) throws Exception {
        List<Duration> times = new ArrayList<>();
        while (attack.isAlive()) {
            long began = System.nanoTime();
            assertThat(edge.get("/").status()).isEqualTo(200);
            times.add(Duration.ofNanos(System.nanoTime() - began));
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return times;
    }
}
