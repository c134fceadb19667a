package ch.meuthak.lotse.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Header;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestedUriDiscoveryContext;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The hygiene of a server's listeners, and the ONE place where the chain that a request passes is visible:
 *
 * <pre>
 *   connection   {@link GuardedConnection}: deadlines, request id, close, headers of every answer, drain
 *   Helidon      sizes: request line, header section, body
 *   filters      guard (body and write deadlines; an address that is no text; {@link PlainPath}), then the server's own filters
 *   routes       {@link Routes}: 405 and Allow, OPTIONS, HEAD
 *   errors       {@link Problems}: problem documents
 * </pre>
 */
public final class Guard implements ServerConnectionSelector {
    private static final Duration SWEEP = Duration.ofMillis(250);

    private final Limits limits;
    private final Drain drain;
    private final List<Header> everywhere;
    private final Problems problems;
    private final Http1Config http;
    private final Http1ConnectionSelector selector;
    private final Set<GuardedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /**
     * One guard for all listeners of a server.
     *
     * @param limits what each listener takes at most
     * @param drain when it has begun, every answer closes its connection
     * @param everywhere headers of every answer, those to broken requests included
     */
    public Guard(Limits limits, Drain drain, List<Header> everywhere) {
        this.limits = limits;
        this.drain = drain;
        this.everywhere = List.copyOf(everywhere);
        this.problems = new Problems(this.everywhere);
        this.http = Http1Config.builder()
                .maxHeadersSize(limits.head())
                .maxPrologueLength(limits.line())
                .sendKeepAliveHeader(false)
                .requestedUriDiscovery(RequestedUriDiscoveryContext.builder()
                        .socketId("guarded")
                        .build())
                .build();
        this.selector = Http1ConnectionSelector.builder().config(http).build();
    }

    /** Puts this guard in front of a listener: use it on the server's builder and on each {@code putSocket} builder. */
    public <B extends ListenerConfig.BuilderBase<B, ?>> B protect(B listener) {
        return listener.protocolsDiscoverServices(false)
                .connectionSelectors(List.of(this))
                // an answer can be more than one write: without this the second waits 40 ms for the client's delayed
                // ACK
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxPayloadSize(limits.body())
                .maxTcpConnections(limits.connections())
                .idleConnectionTimeout(limits.idleTime())
                .idleConnectionPeriod(
                        Duration.ofSeconds(Math.clamp(limits.idleTime().toSeconds() / 5, 1, 5)))
                .directHandlers(problems.direct());
    }

    /** A new routing with the guard's filter, then these, and problem documents for everything that goes wrong. */
    public HttpRouting.Builder routing(List<? extends Filter> filters) {
        return routing(filters, Problems::send);
    }

    /** The same, with another answer to everything that goes wrong behind the first filter. */
    public HttpRouting.Builder routing(List<? extends Filter> filters, FailureAnswer answer) {
        HttpRouting.Builder routing = HttpRouting.builder();
        routing.addFilter(this::filter);
        filters.forEach(routing::addFilter);
        Problems.handleIn(routing, answer);
        return routing;
    }

    private void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        GuardedConnection.current().ifPresent(connection -> {
            connection.routed(request.content());
            response.whenSent(
                    connection::answered); // not after proceed: errors of filters are answered outside the chain
        });
        checkAddress(request.prologue());
        chain.proceed();
    }

    /** What is no text is replaced by something else when it is decoded, here and wherever it is kept. */
    private static void checkAddress(HttpPrologue prologue) {
        if (!PlainPath.is(prologue.uriPath().rawPath())) {
            throw new ProblemException(
                    Status.BAD_REQUEST_400,
                    "The path has a dot segment, an encoded slash, a backslash, NUL, # or ; in it. Send the path that it"
                            + " leads to.");
        }
        if (!isText(prologue.uriPath().rawPath())
                || !isText(prologue.hasQuery() ? prologue.query().rawValue() : "")) {
            throw new ProblemException(
                    Status.BAD_REQUEST_400,
                    "The address is not text in UTF-8: percent-encode each byte that is not ASCII, and % itself as %25.");
        }
    }

    private static boolean isText(String part) {
        return part.chars().allMatch(c -> c < 0x80)
                && WholeText.ofPercentEncoded(part).isPresent();
    }

    /** Runs as long as there are connections, so that an idle server sleeps. */
    private void sweep() {
        try {
            while (!connections.isEmpty()) {
                Thread.sleep(SWEEP);
                long now = System.nanoTime();
                connections.forEach(connection -> connection.sweep(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sweeping.set(false);
        }
        startSweeping();
    }

    private void startSweeping() {
        if (!connections.isEmpty() && sweeping.compareAndSet(false, true)) {
            Thread.ofVirtual().name("guard-sweep").start(this::sweep);
        }
    }

    Http1ConnectionSelector http(Http1ConnectionListener received, Http1ConnectionListener sent) {
        return Http1ConnectionSelector.builder()
                .config(Http1Config.builder(http)
                        .receiveListeners(List.of(received))
                        .sendListeners(List.of(sent))
                        .build())
                .build();
    }

    byte[] requestTimeout(String requestId) {
        byte[] body = Problem.of(Status.REQUEST_TIMEOUT_408, "The request took too long to arrive.", "", requestId)
                .bytes();
        StringBuilder head = new StringBuilder("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n")
                .append("Content-Type: " + Problem.MEDIA_TYPE + "\r\nCache-Control: no-store\r\n")
                .append("X-Request-Id: ")
                .append(requestId)
                .append("\r\n");
        everywhere.forEach(header ->
                head.append(header.name()).append(": ").append(header.get()).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        BufferData all = BufferData.growing(head.length() + body.length);
        all.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        all.write(body);
        return all.readBytes();
    }

    void opened(GuardedConnection connection) {
        connections.add(connection);
        startSweeping();
    }

    void closed(GuardedConnection connection) {
        connections.remove(connection);
    }

    boolean isDraining() {
        return drain.hasBegun();
    }

    List<Header> everywhere() {
        return everywhere;
    }

    long headNanos() {
        return limits.headTime().toNanos();
    }

    long bodyNanos() {
        return limits.bodyTime().toNanos();
    }

    long writeNanos() {
        return limits.writeTime().toNanos();
    }

    @Override
    public int bytesToIdentifyConnection() {
        return selector.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return selector.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return selector.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new GuardedConnection(this, context);
    }
}
