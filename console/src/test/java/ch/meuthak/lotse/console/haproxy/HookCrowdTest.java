package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.RawClient;
import ch.meuthak.lotse.server.testing.RawClient.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pipeline's calls of the hook, through the load balancer, beside a crowd of one other address that comes the same way. */
@Timeout(240)
class HookCrowdTest extends EdgeFixture {
    private static final Map<String, String> BALANCED = Map.of("LOTSE_LOAD_BALANCER_NETWORK", "127.0.0.0/8");
    private static final String CROWD = "198.51.100.7";
    private static final String PIPELINE = "203.0.113.9";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();

    HookCrowdTest() throws IOException {}

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Each of them asks again as soon as it is answered, and more of them wait than there ever was room for. */
    @Test
    void keptConnectionsThatAskOnDoNotHaveThePipelineRefused() throws Exception {
        HaProxy edge = edge(BALANCED);
        for (int i = 0; i < 700; i++) {
            threads.execute(() -> askOn(edge));
        }
        HaProxy.await(() -> refused.get() > 0 || served.get() > 1000);

        assertThePipelineIsServed(edge);
        assertThat(refused).as("of the crowd: there is room for all of it").hasValue(0);
    }

    @Test
    void moreThanCanWaitAreRefusedAndThePipelineIsNot() throws Exception {
        HaProxy edge = edge(BALANCED);
        for (int i = 0; i < 1200; i++) {
            threads.execute(() -> askOn(edge));
        }
        HaProxy.await(() -> refused.get() > 0 && served.get() > 1000);

        assertThePipelineIsServed(edge);
        assertThat(edge.memory()).as("MiB of 128").isLessThan(100);
    }

    @Test
    void answersThatNobodyReadsHoldNoPlaceOfTheHook() throws Exception {
        HaProxy edge = edge(BALANCED);
        for (int i = 0; i < 600; i++) {
            threads.execute(() -> askOnAndReadNothing(edge));
        }
        HaProxy.await(() -> release.requests() > 6000 && isQuiet());

        assertThePipelineIsServed(edge);
        assertThat(edge.memory()).as("MiB of 128").isLessThan(100);
    }

    private void assertThePipelineIsServed(HaProxy edge) throws IOException {
        for (int i = 0; i < 20; i++) {
            long began = System.nanoTime();
            Reply reply = edge.ask(call("/hooks/redeploy", PIPELINE, "Connection: close\n"));
            assertThat(reply.status()).as("call " + i + " of the pipeline").isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static String call(String path, String from, String more) {
        return "GET " + path + " HTTP/1.1\nHost: x\nX-Forwarded-For: " + from + "\n" + more + "\n";
    }

    private void askOn(HaProxy edge) {
        String call = call("/hooks/redeploy/sleep/10", CROWD, "");
        while (!threads.isShutdown()) {
            try (RawClient client = RawClient.to(edge.port())) {
                while (client.send(call).read().status() == 200) {
                    served.incrementAndGet();
                }
                refused.incrementAndGet();
            } catch (IOException e) {
                // the edge has closed it: it comes again
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos()); // the machine is not the one that is attacked
        }
    }

    private void askOnAndReadNothing(HaProxy edge) {
        byte[] call = call("/hooks/redeploy", CROWD, "X: " + "x".repeat(8000) + "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(2048);
            socket.connect(edge.address());
            while (!threads.isShutdown()) {
                socket.getOutputStream().write(call);
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    /** Whether no further request comes for a while. */
    private boolean isQuiet() {
        int before = release.requests();
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        return release.requests() == before;
    }
}
