package ch.meuthak.lotse.console.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.web.FakeFeed;
import ch.meuthak.lotse.server.testing.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutsideMonitorTest {
    private final FakeFeed feed = new FakeFeed();

    private OutsideMonitor watch(InetSocketAddress straight, Duration deadline) {
        var settings = new ProbeSettings(
                Duration.ofHours(1), deadline, Optional.of(1), Optional.of(straight), Optional.<Path>empty());
        var nowhere = new DnsAnswer(List.of(ReferenceTopology.DOMAIN), List.of("127.0.0.9"));
        return OutsideMonitor.start(
                feed,
                List.of(new InetSocketAddress("127.0.0.9", 1)),
                name -> Fact.known(nowhere),
                settings,
                InstantSource.system());
    }

    private static int status(OutsideMonitor watch) {
        return watch.latest().straight().toOptional().map(HttpVisit::status).orElse(-1);
    }

    @Test
    void nothingIsAskedBeforeAwsWasReadAndEverythingAfter() throws Exception {
        try (var server = RawServer.saying("HTTP/1.1 200 OK\r\n\r\n");
                var watch = watch(server.address(), Duration.ofSeconds(20))) {
            assertThat(watch.latest()).isEqualTo(Outside.unread());
            assertThat(server.connections()).isZero();

            feed.publish(ReferenceTopology.healthy().topology());
            Await.until("an answer", () -> status(watch) == 200);
            Await.until("every probe", () -> isComplete(watch.latest()));
            assertThat(watch.latest().domain().toOptional())
                    .hasValueSatisfying(visit -> assertThat(visit.failure()).isEqualTo("the connection was refused"));
        }
    }

    @Test
    void oneThatHangsHoldsUpNeitherTheOthersNorAReader() throws Exception {
        try (var silent = RawServer.silent();
                var watch = watch(silent.address(), Duration.ofSeconds(30))) {
            feed.publish(ReferenceTopology.healthy().topology());
            Await.until("the connection that hangs", () -> silent.connections() == 1);
            Await.until("the others", () -> watch.latest().domain() instanceof Fact.Known<HttpVisit>);

            long begun = System.nanoTime();
            assertThat(watch.latest().straight()).isInstanceOf(Fact.Unread.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whoeverListensIsToldOfWhatIsDifferentAndOfNothingElse() throws Exception {
        var status = new AtomicInteger(200);
        var answers = new AtomicInteger();
        try (var server = new RawServer(socket -> {
                    RawServer.request(socket);
                    socket.getOutputStream()
                            .write(("HTTP/1.1 " + status.get() + " So\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    answers.incrementAndGet();
                });
                var watch = watch(server.address(), Duration.ofSeconds(20))) {
            feed.publish(ReferenceTopology.healthy().topology());
            Await.until("every probe", () -> isComplete(watch.latest()));
            var told = new AtomicInteger();
            try (var _ = watch.onChange(told::incrementAndGet)) {
                int before = answers.get();
                watch.look();
                Await.until("another look", () -> answers.get() > before);
                var first = watch.latest().straight();
                watch.look();
                Await.until("its outcome", () -> !watch.latest().straight().equals(first));
                assertThat(told).hasValue(0);

                status.set(503);
                watch.look();
                Await.until("the change", () -> told.get() == 1);
                assertThat(status(watch)).isEqualTo(503);
            }
            status.set(200);
            watch.look();
            Await.until("the change back", () -> status(watch) == 200);
            assertThat(told).hasValue(1);
        }
    }

    @Test
    void afterItIsClosedASnapshotMakesItAskNobody() throws IOException, InterruptedException {
        try (var server = RawServer.saying("HTTP/1.1 200 OK\r\n\r\n")) {
            var watch = watch(server.address(), Duration.ofSeconds(20));
            watch.close();
            feed.publish(ReferenceTopology.healthy().topology());
            Thread.sleep(200);

            assertThat(server.connections()).isZero();
        }
    }

    private static boolean isComplete(Outside outside) {
        return Stream.of(outside.zone(), outside.tls(), outside.domain(), outside.straight())
                .noneMatch(Fact.Unread.class::isInstance);
    }
}
