package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.aws.Service.Answer;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.Options;

/** The four services on one port; which one is meant is in the signature's scope, as at every AWS emulator. */
public final class AwsEndpoint implements AutoCloseable {
    private static final HttpString X_AMZ_TARGET = new HttpString("X-Amz-Target");
    private static final HttpString X_AMZ_SECURITY_TOKEN = new HttpString("X-Amz-Security-Token");
    private static final HttpString X_AMZN_REQUEST_ID = new HttpString("x-amzn-RequestId");
    private static final int BODY_LIMIT = 1 << 20;

    private final SandboxState state;
    private final Faults faults = new Faults();
    private final Service ec2;
    private final Service elb;
    private final Service sts;
    private final Service acm = new Acm();
    private final Gate gate;
    private final Undertow server;

    private AwsEndpoint(SandboxState state, InetSocketAddress bind) {
        this.state = state;
        String account = state.cloud().accountId();
        this.gate = new Gate(account, faults);
        this.ec2 = Ec2.service(state);
        this.elb = Elb.service(state);
        this.sts = Sts.service(gate.callerArn());
        this.server = Undertow.builder()
                .addHttpListener(bind.getPort(), bind.getHostString(), this::handle)
                .setIoThreads(2)
                .setWorkerThreads(1)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) BODY_LIMIT)
                .build();
    }

    /**
     * Starts the endpoint.
     *
     * @throws RuntimeException caused by a {@link java.net.BindException} when the port is taken
     */
    public static AwsEndpoint start(SandboxState state, InetSocketAddress bind) {
        AwsEndpoint endpoint = new AwsEndpoint(state, bind);
        try {
            endpoint.server.start();
        } catch (RuntimeException failed) {
            endpoint.server.stop();
            throw failed;
        }
        return endpoint;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    }

    /** For {@code AWS_ENDPOINT_URL}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + address().getPort());
    }

    /** What goes wrong, for tests. */
    public Faults faults() {
        return faults;
    }

    @Override
    public void close() {
        server.stop();
    }

    private void handle(HttpServerExchange exchange) {
        exchange.getRequestReceiver().receiveFullBytes((received, body) -> answer(received, body));
    }

    private void answer(HttpServerExchange exchange, byte[] body) {
        String requestId = UUID.randomUUID().toString();
        Optional<Signature> signature = Signature.parse(header(exchange, Headers.AUTHORIZATION));
        String target = header(exchange, X_AMZ_TARGET);
        Service service = service(signature, target);
        String text = new String(body, StandardCharsets.UTF_8);
        String action = service.action(new AwsRequest(target, text, requestId, false));
        List<Fault> injected = faults.of(action);
        AwsRequest request = new AwsRequest(
                target, text, requestId, injected.stream().anyMatch(fault -> fault instanceof Fault.EmptyMarker));
        Runnable answering = () -> send(exchange, answer(service, request, action, signature, exchange), requestId);
        play(exchange, injected, answering);
    }

    private Service service(Optional<Signature> signature, String target) {
        return switch (signature.map(Signature::service).orElse(target.isEmpty() ? "sts" : "acm")) {
            case "ec2" -> ec2;
            case "elasticloadbalancing" -> elb;
            case "acm" -> acm;
            default -> sts;
        };
    }

    private Answer answer(
            Service service,
            AwsRequest request,
            String action,
            Optional<Signature> signature,
            HttpServerExchange exchange) {
        try {
            gate.pass(service, action, signature, header(exchange, X_AMZ_SECURITY_TOKEN));
            Cloud cloud = state.cloud();
            String region = signature.map(Signature::region).orElse(cloud.region());
            return service.answer(request, region.equals(cloud.region()) ? cloud : cloud.elsewhere(region));
        } catch (AwsError error) {
            return service.error(error, request.requestId());
        }
    }

    /** Plays the faults that concern the connection; the others are the gate's. */
    private static void play(HttpServerExchange exchange, List<Fault> faults, Runnable answering) {
        for (Fault fault : faults) {
            switch (fault) {
                case Fault.Hang() -> {
                    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {});
                    return;
                }
                case Fault.Reset() -> {
                    reset(exchange);
                    return;
                }
                case Fault.Html() -> {
                    html(exchange);
                    return;
                }
                case Fault.Latency(Duration duration) -> {
                    later(exchange, duration, answering);
                    return;
                }
                case Fault.Deny _, Fault.Throttle _, Fault.EmptyMarker _ -> {}
            }
        }
        answering.run();
    }

    private static void later(HttpServerExchange exchange, Duration latency, Runnable answering) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> exchange.getIoThread()
                .executeAfter(answering, latency.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static void reset(HttpServerExchange exchange) {
        try {
            exchange.getConnection().setOption(Options.CLOSE_ABORT, true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        IoUtils.safeClose(exchange.getConnection());
    }

    private static void html(HttpServerExchange exchange) {
        exchange.setStatusCode(502);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html");
        exchange.getResponseSender().send("<html><body><h1>502 Bad Gateway</h1></body></html>");
    }

    private static void send(HttpServerExchange exchange, Answer answer, String requestId) {
        exchange.setStatusCode(answer.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
        exchange.getResponseHeaders().put(X_AMZN_REQUEST_ID, requestId);
        exchange.getResponseSender().send(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpServerExchange exchange, HttpString name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
