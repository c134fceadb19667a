package ch.meuthak.lotse.console.haproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Clients who mean harm, or cannot do better. Each does one thing, again and again, from several connections. */
@SuppressWarnings("ImmutableEnumChecker") // an attack is a lambda that keeps nothing
enum HostileClient {
    BODY_LONGER_THAN_ITS_BUFFER(
            60, client -> client.say(post("/", 50_000), filler(36_000)).trickle()),
    BODY_THAT_NEVER_ENDS(20, client -> client.say(post("/api/v1/request", 20_000), filler(9_000))
            .trickle()),
    BODY_OF_A_HUGE_LENGTH(
            4, client -> client.say(post("/", 4_000_000_000L), filler(60_000)).trickle()),
    CHUNKS_THAT_NEVER_END(6, client -> client.say(post("/"), "Transfer-Encoding: chunked\n\n4e20\n", filler(9_000))
            .trickle()),
    CHUNKS_LONGER_THAN_A_BUFFER(
            6, client -> client.say(post("/"), "Transfer-Encoding: chunked\n\nfffff\n", filler(40_000))
                    .trickle()),
    CHUNKS_THAT_ARE_NONE(4, client -> client.say(post("/"), "Transfer-Encoding: chunked\n\nzz\n", filler(10))
            .listen()),
    CHUNKS_THAT_ARE_CODED(4, client -> client.say(post("/"), "Transfer-Encoding: gzip, chunked\n\n3\nabc\n0\n\n")
            .listen()),
    BODY_CUT_SHORT(6, client -> client.say(post("/", 5_000), filler(100)).reset()),
    BODY_AND_HALF_CLOSED(
            6, client -> client.say(post("/", 5_000), filler(100)).half().listen()),
    WHOLE_AND_HALF_CLOSED(4, client -> client.say(get("/openapi.yaml")).half().listen()),
    RESET_AT_ONCE(10, client -> client.say(get("/openapi.yaml")).reset()),
    RESET_IN_THE_ANSWER(6, client -> client.say(get("/openapi.yaml")).hear(1).reset()),
    LONG_POLL_GIVEN_UP(10, client -> client.say(line("GET /api/v1/status"), "Prefer: wait=30\n\n")
            .pause(700)
            .reset()),
    ANSWER_NEVER_READ(
            10,
            client -> client.say(get("/openapi.yaml").repeat(40)).pause(9_000).reset()),
    ANSWER_READ_SLOWLY(6, client -> client.say(get("/openapi.yaml").repeat(20)).sip()),
    PIPELINE(
            4,
            client -> client.say(get("/api/v1/release").repeat(300)).hear(5_000).reset()),
    HTTP_1_0(6, client -> client.say("GET /api/v1/release HTTP/1.0\n\n").listen()),
    HTTP_0_9(2, client -> client.say("GET /\n\n").listen()),
    TRACE(2, client -> client.say(line("TRACE /"), "\n").listen()),
    METHOD_UNKNOWN(4, client -> client.say(line("BREW /api/v1/release"), "\n").listen()),
    METHOD_IN_SMALL_LETTERS(6, client -> client.say(line("head /"), "Content-Length: 5\n\n", filler(5))
            .listen()),
    METHOD_WRONG(4, client -> client.say(line("DELETE /api/v1/release"), "\n").listen()),
    UPGRADE(6, client -> client.say(
                    line("GET /api/v1/status"),
                    "Connection: Upgrade\nUpgrade: websocket\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Version: 13\nPrefer: wait=2\n\n")
            .listen()),
    EXPECTS_AND_SENDS_NOTHING(6, client -> client.say(line("POST /"), "Expect: 100-continue\nContent-Length: 900\n\n")
            .hear(20)
            .reset()),
    EXPECTS_SOMETHING_ELSE(4, client -> client.say(line("GET /"), "Expect: the-worst\nContent-Length: 0\n\n")
            .listen()),
    LINE_TOO_LONG(4, client -> client.say(get("/" + filler(9_000))).listen()),
    HEAD_TOO_LONG(4, client -> client.say(line("GET /"), "X: " + filler(20_000) + "\n\n")
            .listen()),
    HEAD_THAT_NEVER_ENDS(6, client -> client.say(line("GET /"), "X: ").trickle()),
    PATHS_THAT_ARE_NOT_THERE(
            6, client -> client.say(get("/nowhere/%zz/%ff?%00")).listen()),
    PATHS_THAT_LEAD_ASTRAY(
            6, client -> client.say(get("/hooks/..;/health/..%2f%00\\")).listen()),
    HOOK_WITHOUT_PROOF(6, client -> client.say(post("/hooks/redeploy", 2), "{}").listen()),
    NOT_HTTP_AT_ALL(4, client -> client.say("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\n\n")
            .listen());

    private static final Duration PATIENCE = Duration.ofSeconds(14);

    /** How many of them there are. */
    final int connections;

    private final Attack attack;

    HostileClient(int connections, Attack attack) {
        this.connections = connections;
        this.attack = attack;
    }

    /** Does its harm once, on a connection of its own; how that ends is nobody's concern. */
    void attack(InetSocketAddress edge) throws InterruptedException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(2048); // who does not read should be noticed soon
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(edge, (int) PATIENCE.toMillis());
            attack.on(new Client(socket));
        } catch (IOException e) {
            Thread.sleep(50); // refused, reset or closed: as a bad client does, it comes again
        }
    }

    private static String line(String start) {
        return start + " HTTP/1.1\nHost: x\n";
    }

    private static String get(String path) {
        return line("GET " + path) + "\n";
    }

    private static String post(String path) {
        return line("POST " + path);
    }

    private static String post(String path, long length) {
        return post(path) + "Content-Length: " + length + "\n\n";
    }

    private static String filler(int length) {
        return "x".repeat(length);
    }

    private interface Attack {
        void on(Client client) throws IOException, InterruptedException;
    }

    /** What a client can do to its connection; {@code \n} is sent as CR LF. */
    private record Client(Socket socket) {

        Client say(String... texts) throws IOException {
            String text = String.join("", texts).replace("\n", "\r\n");
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Client pause(long millis) throws InterruptedException {
            Thread.sleep(millis); // the slowness is the attack
            return this;
        }

        Client half() throws IOException {
            socket.shutdownOutput();
            return this;
        }

        Client hear(int bytes) throws IOException {
            socket.getInputStream().readNBytes(bytes);
            return this;
        }

        void listen() throws IOException {
            socket.getInputStream().readNBytes(1000);
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
        }

        /** A byte every half second, until it is ended. */
        void trickle() throws IOException, InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - end < 0) {
                say("x").pause(500);
            }
        }

        /** A few bytes every half second, for a while. */
        void sip() throws IOException, InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - end < 0 && socket.getInputStream().readNBytes(300).length > 0) {
                pause(500);
            }
        }
    }
}
