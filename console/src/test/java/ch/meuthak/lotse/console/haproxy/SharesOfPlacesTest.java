package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One address that holds all the places it can get, through the load balancer, and others who come the same way. */
@Timeout(240)
class SharesOfPlacesTest extends EdgeFixture {
    private static final String NOBODY_NAMED = "";
    private static final String CROWD = "X-Forwarded-For: 192.0.2.1, 198.51.100.7\n";
    private static final String ANOTHER = "X-Forwarded-For: 198.51.100.7, 203.0.113.9\n";

    private final List<RawClient> crowd = new ArrayList<>();

    SharesOfPlacesTest() throws IOException {}

    @AfterEach
    void end() {
        crowd.forEach(RawClient::close);
    }

    @Test
    void longAnswersThatNobodyReadsLeaveTheLastQuarterOfARelease() throws Exception {
        HaProxy edge = balanced("16");
        ask(edge, 40, large(CROWD));
        HaProxy.await(() -> downloads(edge) >= 12);

        assertThat(status(edge, get(ANOTHER))).isEqualTo(200);
        assertThat(status(edge, large(ANOTHER))).isEqualTo(200);
        assertThat(status(edge, get(CROWD))).as("one more of the crowd").isEqualTo(503);
        assertThat(status(edge, get("X-Forwarded-For: 2001:db8::1\n"))).isEqualTo(200);
    }

    @Test
    void slowUploadsLeaveTheLastQuarterOfTheirPlaces() throws Exception {
        HaProxy edge = balanced("16");
        ask(edge, 40, upload(CROWD, 36_000));
        HaProxy.await(() -> uploads(edge) >= 12);

        assertThat(status(edge, upload(ANOTHER, 50_000))).isEqualTo(200);
        assertThat(status(edge, upload(CROWD, 50_000)))
                .as("one more of the crowd")
                .isEqualTo(503);
        assertThat(status(edge, get(CROWD))).as("another kind").isEqualTo(200);
    }

    /** They are awaited before they have a place at a release. */
    @Test
    void slowBodiesOfOneAddressLeaveHalfOfTheRoomToOthers() throws Exception {
        HaProxy edge = balanced("16");
        ask(edge, 2060, upload(CROWD, 1));
        HaProxy.await(() -> isRefused(edge, post("/", CROWD)));

        assertThat(status(edge, post("/", ANOTHER))).isEqualTo(200);
        assertThat(status(edge, post("/hooks/redeploy", ANOTHER)))
                .as("a pipeline")
                .isEqualTo(200);
        assertThat(status(edge, get(CROWD))).as("another kind").isEqualTo(200);
    }

    /** Of one IPv6 network anybody has as many addresses as he likes. */
    @Test
    void anIpv6NetworkIsOneAddress() throws Exception {
        HaProxy edge = balanced("16");
        for (int i = 0; i < 40; i++) {
            ask(edge, 1, large("X-Forwarded-For: 2001:db8:0:1::" + i + "\n"));
        }
        HaProxy.await(() -> downloads(edge) >= 12);

        assertThat(status(edge, get("X-Forwarded-For: 2001:db8:0:2::1\n"))).isEqualTo(200);
    }

    /** However the load balancer writes it, and whatever the client wrote before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: \", 198.51.100.7\n",
                "X-Forwarded-For: \"\\\", 198.51.100.7\n",
                "X-Forwarded-For: 198.51.100.7:%d\n",
                "X-Forwarded-For: [2001:db8::7]:%d\n",
                "X-Forwarded-For: [2001:db8::%d]\n",
                "X-Forwarded-For: 198.51.100.7,\n",
                "X-Forwarded-For: 198.51.100.7\nX-Forwarded-For: \n",
                "X-Forwarded-For: 203.0.113.%d\nX-Forwarded-For: ,198.51.100.7\n",
                "X-Forwarded-For: nobody%d\n"
            })
    void nobodyEscapesItsShareByWhatItWrites(String from) throws Exception {
        HaProxy edge = balanced("16");
        for (int i = 0; i < 40; i++) {
            ask(edge, 1, large(from.formatted(10 + i)));
        }
        HaProxy.await(() -> downloads(edge) >= 12);

        assertThat(status(edge, get(ANOTHER))).isEqualTo(200);
        assertThat(status(edge, get(from.formatted(9))))
                .as("one more of the crowd")
                .isEqualTo(503);
    }

    /** A load balancer that names no client carries everybody by its own address: nobody is too many there. */
    @Test
    void whereNoClientIsNamedAllPlacesAreEverybodys() throws Exception {
        HaProxy edge = balanced("16");
        ask(edge, 40, large(NOBODY_NAMED));
        HaProxy.await(() -> downloads(edge) >= 16);

        assertThat(status(edge, get(NOBODY_NAMED))).isEqualTo(503);
    }

    @Test
    void fewRequestsOfAnAddressMayHaveTheLastPlaceToo() throws Exception {
        HaProxy edge = balanced("4");
        ask(edge, 4, large(CROWD));
        HaProxy.await(() -> downloads(edge) == 4);

        assertThat(status(edge, get(ANOTHER))).isEqualTo(503);
    }

    /** One that takes all it can first, and others that take up to 8 each: some places stay free for a client that has none. */
    @ParameterizedTest
    @ValueSource(ints = {7, 16})
    void someAddressesTogetherLeavePlacesToo(int addresses) throws Exception {
        HaProxy edge = balanced("192");
        ask(edge, 200, hold(CROWD));
        HaProxy.await(() -> release.requests() >= 64);
        for (int i = 1; i < addresses; i++) {
            ask(edge, 8, hold("X-Forwarded-For: 192.0.2." + i + "\n"));
        }
        HaProxy.await(() -> release.requests() >= 100);

        for (int i = 0; i < 20; i++) {
            assertThat(status(edge, get(ANOTHER))).isEqualTo(200);
        }
        assertThat(status(edge, get(CROWD))).as("one more of the crowd").isEqualTo(503);
    }

    private HaProxy balanced(String places) throws Exception {
        return edge(Map.of(
                "LOTSE_LOAD_BALANCER_NETWORK",
                "127.0.0.0/8",
                "LOTSE_EDGE_REQUESTS",
                places,
                "LOTSE_EDGE_BODY_SIZE",
                "1048576"));
    }

    /** So many that come and stay. */
    private void ask(HaProxy edge, int times, String request) throws IOException {
        for (int i = 0; i < times; i++) {
            crowd.add(RawClient.to(edge.port()).send(request));
        }
    }

    private static int status(HaProxy edge, String request) throws IOException {
        return edge.ask(request).status();
    }

    private static String get(String from) {
        return "GET / HTTP/1.1\nHost: x\n" + from + "\n";
    }

    private static String hold(String from) {
        return get(from).replace("GET /", "GET /hold");
    }

    private static String large(String from) {
        return "GET /large HTTP/1.1\nHost: x\n" + from + "\n";
    }

    private static String upload(String from, int sent) {
        return "POST / HTTP/1.1\nHost: x\n" + from + "Content-Length: 50000\n\n" + "x".repeat(sent);
    }

    private static String post(String path, String from) {
        return "POST " + path + " HTTP/1.1\nHost: x\n" + from + "Content-Length: 5\n\nhello";
    }

    private static boolean isRefused(HaProxy edge, String request) {
        try {
            return status(edge, request) == 503;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long downloads(HaProxy edge) {
        try {
            return new HaProxyEdge(edge.settings()).open(Slot.BLUE).downloads();
        } catch (PlatformException e) {
            throw new AssertionError(e);
        }
    }

    private static long uploads(HaProxy edge) {
        try {
            return new HaProxyEdge(edge.settings()).open(Slot.BLUE).uploads();
        } catch (PlatformException e) {
            throw new AssertionError(e);
        }
    }
}
