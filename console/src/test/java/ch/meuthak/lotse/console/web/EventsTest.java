package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.web.live.EventStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final TestConsole console = TestConsole.withSamples();
    private final List<Stream> streams = new ArrayList<>();

    @AfterEach
    void close() {
        streams.forEach(Stream::close);
        console.close();
    }

    @Test
    void anOpenPageIsToldWhatHasChanged() throws IOException {
        Stream stream = open(console.operator());
        console.feed.publish(ReferenceTopology.healthyAt(Instant.now()).topology());
        assertThat(stream.until("event:")).isEqualTo("event: topology");
        String id = console.deployments
                .request(new DeploymentRequest("", "", "operator", "", ""))
                .id();
        console.deployments.advance(id);
        assertThat(stream.until("event:")).isEqualTo("event: deployments");
    }

    @Test
    void anOpenPageIsToldWhenTheProbesSeeSomethingElse() throws IOException {
        Stream stream = open(console.operator());
        console.seen.changed();
        assertThat(stream.until("event:")).isEqualTo("event: topology");
    }

    @Test
    void aReaderThatStallsHoldsUpNobodyElse() throws IOException {
        Visitor operator = console.operator();
        Stream stalled = open(operator);
        Stream awake = open(console.operator());
        long started = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            console.feed.publish(ReferenceTopology.healthyAt(Instant.now()).topology());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
        assertThat(awake.until("event:")).isEqualTo("event: topology");
        assertThat(stalled.isOpen()).isTrue();
    }

    @Test
    void stoppingEndsTheStreamsAtOnce() throws IOException {
        Stream first = open(console.operator());
        Stream second = open(console.operator());
        long started = System.nanoTime();
        console.close();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
        assertThat(first.endsProperly()).isTrue();
        assertThat(second.endsProperly()).isTrue();
    }

    @Test
    void loggingOutEndsTheSessionsStreams() throws IOException {
        Visitor operator = console.operator();
        Stream stream = open(operator);
        operator.post("/logout", Map.of("csrf", operator.csrf()));
        assertThat(stream.endsProperly()).isTrue();
    }

    @Test
    void ofTooManyStreamsOfOneSessionTheOldestGivesWay() throws IOException {
        Visitor operator = console.operator();
        Stream oldest = open(operator);
        for (int i = 0; i < EventStreams.MAX_PER_SESSION; i++) {
            open(operator);
        }
        assertThat(oldest.endsProperly()).isTrue();
        console.feed.publish(ReferenceTopology.healthyAt(Instant.now()).topology());
        assertThat(streams.getLast().until("event:")).isEqualTo("event: topology");
    }

    @Test
    void anOpenStreamKeepsTheFeedWatched() throws IOException {
        Stream stream = open(console.operator());
        int before = console.feed.watchedTimes();
        console.feed.publish(ReferenceTopology.healthyAt(Instant.now()).topology());
        stream.until("event:");
        assertThat(console.feed.watchedTimes()).isGreaterThan(before);
    }

    private Stream open(Visitor visitor) throws IOException {
        Stream stream = new Stream(console.server.port(), visitor);
        streams.add(stream);
        assertThat(stream.until("retry:")).isEqualTo("retry: 2000");
        return stream;
    }

    /** One event stream, read line by line; chunk sizes are lines that nobody looks for. */
    private static final class Stream implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader reader;

        Stream(int port, Visitor visitor) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            String cookies = String.join(
                    "; ",
                    visitor.cookies().entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .toList());
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nCookie: " + cookies + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String until(String start) throws IOException {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(start)) {
                    return line;
                }
            }
            throw new IOException("the stream ended before " + start);
        }

        /** Whether the last chunk of the answer comes. */
        boolean endsProperly() throws IOException {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.equals("0")) {
                    return true;
                }
            }
            return false;
        }

        boolean isOpen() {
            return !socket.isClosed();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
