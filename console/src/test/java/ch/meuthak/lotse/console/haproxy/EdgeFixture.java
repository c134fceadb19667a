package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.testing.RawClient.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A release, and edges before it that a test sets as it likes. */
abstract class EdgeFixture {
    final StubRelease release = StubRelease.start("blue");
    private final List<HaProxy> edges = new ArrayList<>();

    EdgeFixture() throws IOException {}

    @AfterEach
    void close() {
        edges.forEach(HaProxy::close);
        release.close();
    }

    /** An edge with these settings that sends the traffic to the release. */
    final HaProxy edge(Map<String, String> settings) throws Exception {
        HaProxy edge = HaProxy.start(settings);
        edges.add(edge);
        new HaProxyEdge(edge.settings()).route(Slot.BLUE, release.address());
        return edge;
    }

    static void assertProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
        assertThat(reply.body())
                .contains("\"status\":" + status, "\"requestId\":\"" + reply.header("X-Request-Id") + "\"");
    }
}
