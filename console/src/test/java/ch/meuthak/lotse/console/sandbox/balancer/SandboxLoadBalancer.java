package ch.meuthak.lotse.console.sandbox.balancer;

import ch.meuthak.lotse.console.sandbox.proxy.Failure;
import ch.meuthak.lotse.console.sandbox.proxy.Forwarder;
import ch.meuthak.lotse.console.sandbox.proxy.Upstream;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.Listener;
import ch.meuthak.lotse.console.sandbox.world.LoadBalancer;
import ch.meuthak.lotse.console.sandbox.world.Rule;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import ch.meuthak.lotse.console.sandbox.world.Target;
import ch.meuthak.lotse.console.sandbox.world.TargetGroup;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import org.xnio.Options;
import org.xnio.Sequence;

/**
 * The load balancer: TLS, the rule, a healthy target (any registered one when none is healthy: it fails open), and the health
 * checks. It follows the state: whatever the AWS API changes holds for the next request.
 */
public final class SandboxLoadBalancer implements AutoCloseable {
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

    /** Below the idle timeout of what is behind, and of its own. */
    private static final Duration UPSTREAM_IDLE_LIMIT = Duration.ofSeconds(50);

    private static final long BODY_LIMIT = 1L << 30;

    private final SandboxState state;
    private final IntFunction<InetSocketAddress> ports;
    private final Duration connectLimit;
    private final HealthChecks checks;
    private final BalancerPolicy policy;
    private final Forwarder forwarder;
    private final Map<InetSocketAddress, Upstream> upstreams = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Undertow server;

    /**
     * How it is set up.
     *
     * @param bind where it listens
     * @param tls the certificate
     * @param ports where a port of the instance is on this machine
     * @param connectLimit how long a connection that nobody answers is tried; an Application Load Balancer tries for 10 s
     * @param responseLimit from the request to the answer's head: the idle timeout, 60 s
     */
    public record Setup(
            InetSocketAddress bind,
            SSLContext tls,
            IntFunction<InetSocketAddress> ports,
            Duration connectLimit,
            Duration responseLimit) {

        /** With the limits of an Application Load Balancer. */
        public Setup(InetSocketAddress bind, SSLContext tls, IntFunction<InetSocketAddress> ports) {
            this(bind, tls, ports, Duration.ofSeconds(10), IDLE_LIMIT);
        }
    }

    private SandboxLoadBalancer(SandboxState state, Setup setup) {
        this.state = state;
        this.ports = setup.ports;
        this.connectLimit = setup.connectLimit;
        this.checks = new HealthChecks(state, setup.ports);
        this.policy = new BalancerPolicy(state.clock());
        this.forwarder = new Forwarder(policy, setup.responseLimit, BODY_LIMIT);
        this.server = Undertow.builder()
                .addHttpsListener(setup.bind.getPort(), setup.bind.getHostString(), setup.tls, this::handle)
                .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3", "TLSv1.2"))
                .setIoThreads(2)
                .setWorkerThreads(2)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) IDLE_LIMIT.toMillis())
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setServerOption(UndertowOptions.ALWAYS_SET_DATE, true)
                .build();
    }

    /**
     * Starts it and its health checks; every target begins in state initial.
     *
     * @throws RuntimeException caused by a {@link java.net.BindException} when the port is taken
     */
    public static SandboxLoadBalancer start(SandboxState state, Setup setup) {
        SandboxLoadBalancer balancer = listen(state, setup);
        balancer.beginChecks();
        return balancer;
    }

    /**
     * Starts it without its health checks, for whoever must know where it is before there is anything to check.
     *
     * @throws RuntimeException caused by a {@link java.net.BindException} when the port is taken
     */
    public static SandboxLoadBalancer listen(SandboxState state, Setup setup) {
        SandboxLoadBalancer balancer = new SandboxLoadBalancer(state, setup);
        try {
            balancer.server.start();
        } catch (RuntimeException failed) {
            balancer.close();
            throw failed;
        }
        return balancer;
    }

    /** Begins to check the targets; every one is in state initial. */
    public void beginChecks() {
        checks.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    }

    @Override
    public void close() {
        checks.close();
        server.stop();
    }

    private void handle(HttpServerExchange exchange) throws Exception {
        Cloud cloud = state.cloud();
        Optional<Listener> listener = cloud.listeners().stream()
                .filter(one -> one.protocol().equals("HTTPS"))
                .findFirst();
        Optional<LoadBalancer> balancer = listener.flatMap(one -> cloud.loadBalancer(one.loadBalancerArn()));
        if (balancer.isEmpty()
                || !Reachability.admitsClients(
                        cloud, balancer.get(), listener.get().port())) {
            // Packets are dropped: whoever asks waits.
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {});
            return;
        }
        forward(exchange, cloud, balancer.get(), ruleFor(listener.get(), exchange.getHostName()));
    }

    private static Rule ruleFor(Listener listener, String host) {
        return listener.rules().stream()
                .filter(rule -> rule.matches(host))
                .findFirst()
                .orElse(listener.defaultRule());
    }

    private void forward(HttpServerExchange exchange, Cloud cloud, LoadBalancer balancer, Rule rule) throws Exception {
        List<Target> candidates = cloud.targetGroup(rule.targetGroupArn())
                .map(SandboxLoadBalancer::candidates)
                .orElse(List.of());
        if (candidates.isEmpty()) {
            BalancerPolicy.answerNoTarget(exchange);
            return;
        }
        Target target = candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
        if (Reachability.admitsLoadBalancer(cloud, balancer, target)) {
            forwarder.forward(exchange, upstream(ports.apply(target.port())));
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> exchange.getIoThread()
                    .executeAfter(
                            () -> policy.failed(exchange, Failure.TIMED_OUT),
                            connectLimit.toMillis(),
                            TimeUnit.MILLISECONDS));
        }
    }

    /** The healthy ones; when there are none, all that could be. */
    private static List<Target> candidates(TargetGroup group) {
        List<Target> healthy = group.targets().stream()
                .filter(target -> target.health().is("healthy"))
                .toList();
        List<Target> hopeful = group.targets().stream()
                .filter(target ->
                        target.health().is("unhealthy") || target.health().is("initial"))
                .toList();
        return healthy.isEmpty() ? hopeful : healthy;
    }

    private Upstream upstream(InetSocketAddress address) {
        return upstreams.computeIfAbsent(
                address,
                at -> new Upstream(
                        URI.create("http://" + at.getHostString() + ":" + at.getPort()), UPSTREAM_IDLE_LIMIT));
    }
}
