package ch.meuthak.lotse.server;

import io.helidon.common.tls.Tls;
import io.helidon.http.ClientRequestHeaders;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.UnixDomainSocketClientConnection;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * HTTP over a unix socket: a new connection for each call, one deadline over all of it (Helidon's client knows none there), and
 * a bounded answer.
 */
public final class UnixSocketClient {
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("unix-socket-call").start(task);

    private static final Tls NO_TLS = Tls.builder().enabled(false).build();

    private final WebClient client;
    private final UnixDomainSocketAddress address;
    private final Duration deadline;
    private final int maxBody;

    /**
     * A client of one socket; nothing is connected yet.
     *
     * @param deadline for a whole call, from connecting to the last byte
     * @param maxBody bytes of an answer's body; more fails the call
     */
    public UnixSocketClient(Path socket, Duration deadline, int maxBody) {
        this.address = UnixDomainSocketAddress.of(socket);
        this.deadline = deadline;
        this.maxBody = maxBody;
        this.client = WebClient.builder()
                .baseUri("http://localhost")
                .shareConnectionCache(false)
                .followRedirects(false)
                .proxy(Proxy.noProxy())
                .servicesDiscoverServices(false)
                .build();
    }

    /** What came back: the status, the headers by lower-case name (the first value), the body. */
    @SuppressWarnings("ArrayRecordComponent") // bytes that pass through once; nobody compares replies
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        /** The header with this name, in lower case. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /**
     * Calls.
     *
     * @throws IOException when nobody listens, the deadline passes, or the answer is none
     */
    public Reply call(Method method, String path, List<Header> headers, byte[] body) throws IOException {
        FutureTask<Reply> task = new FutureTask<>(() -> exchange(method, path, headers, body));
        THREADS.execute(task);
        try {
            return Deadlined.get(task, deadline);
        } catch (IOException e) {
            throw failure(headers, e);
        }
    }

    /** The library quotes what it cannot read, and that may be what was sent. */
    private IOException failure(List<Header> sent, IOException cause) {
        String message = "no answer from " + address + ": " + cause;
        String masked = Secrets.of(sent.stream()
                        .filter(header -> header.headerName().equals(HeaderNames.AUTHORIZATION))
                        .map(Header::get)
                        .toList())
                .masked(message);
        return masked.equals(message) ? new IOException(message, cause) : new IOException(masked);
    }

    private Reply exchange(Method method, String path, List<Header> headers, byte[] body) throws IOException {
        // Helidon 4.5 connects a unix socket only for its cache of kept connections, which would hold dead ones after
        // the other
        // side has been restarted: hence a connection of our own.
        ClientConnection connection =
                UnixDomainSocketClientConnection.create(client, NO_TLS, List.of(), address, c -> false, c -> {});
        try {
            return exchange(client.method(method).path(path).connection(connection.connect()), headers, body);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            connection.closeResource();
        }
    }

    private Reply exchange(HttpClientRequest request, List<Header> headers, byte[] body) throws IOException {
        request.headers((ClientRequestHeaders all) -> headers.forEach(all::set));
        try (HttpClientResponse response = body.length == 0 ? request.request() : request.submit(body)) {
            return new Reply(response.status().code(), flat(response), bounded(response));
        }
    }

    private static Map<String, String> flat(HttpClientResponse response) {
        Map<String, String> flat = new TreeMap<>();
        response.headers().forEach(header -> flat.put(header.headerName().lowerCase(), header.get()));
        return flat;
    }

    private byte[] bounded(HttpClientResponse response) throws IOException {
        if (!response.entity().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = response.entity().inputStream()) {
            byte[] read = in.readNBytes(maxBody + 1);
            if (read.length > maxBody) {
                throw new IOException("the answer is longer than " + maxBody + " bytes");
            }
            return read;
        }
    }
}
