package ch.meuthak.lotse.console.sandbox;

import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.CERTIFICATE_ARN;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.DOMAIN;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.LOAD_BALANCER_DNS;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.VALIDATION_NAME;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.VALIDATION_VALUE;

import ch.meuthak.lotse.console.Lifecycle;
import ch.meuthak.lotse.console.sandbox.aws.AwsEndpoint;
import ch.meuthak.lotse.console.sandbox.balancer.PublicAddress;
import ch.meuthak.lotse.console.sandbox.balancer.SandboxLoadBalancer;
import ch.meuthak.lotse.console.sandbox.dns.DnsServer;
import ch.meuthak.lotse.console.sandbox.dns.Zones;
import ch.meuthak.lotse.console.sandbox.edge.EmbeddedEdge;
import ch.meuthak.lotse.console.sandbox.tls.LocalCertificate;
import ch.meuthak.lotse.console.sandbox.tls.ServedKeys;
import ch.meuthak.lotse.console.sandbox.world.Certificate;
import ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import ch.meuthak.lotse.console.store.StateDirectory;
import ch.meuthak.lotse.server.StartException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The whole cloud on one machine, running.
 *
 * @param certificate what the load balancer presents
 * @param keys the same while it runs; it may present another
 */
public record Sandbox(
        SandboxState state,
        AwsEndpoint aws,
        DnsServer dns,
        EmbeddedEdge edge,
        ConsolePart.Running console,
        SandboxLoadBalancer balancer,
        LocalCertificate certificate,
        ServedKeys keys) {

    /** The certificate that clients of the load balancer must trust. */
    public Path authority() {
        return certificate.authority();
    }

    /**
     * Starts everything, one part after the other, and leaves the closing to the parts.
     *
     * @param out gets one line for each part: its name, where it is, how long it took
     * @throws StartException when something is taken or cannot be used, in one line
     */
    public static Sandbox start(
            SandboxSettings settings, ConsolePart console, InstantSource clock, Lifecycle parts, Consumer<String> out) {
        try {
            return new Start(settings, clock, parts, out).all(console);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StartException("it was interrupted while it started");
        } catch (Exception failed) {
            throw new StartException(String.valueOf(failed.getMessage()));
        }
    }

    private record Start(SandboxSettings settings, InstantSource clock, Lifecycle parts, Consumer<String> out) {

        Sandbox all(ConsolePart console) throws Exception {
            StateDirectory.prepare(settings.stateDirectory());
            SandboxState state = SandboxState.reference(clock);
            LocalCertificate certificate =
                    new LocalCertificate(settings.stateDirectory().resolve("tls"), DOMAIN);
            var served = timed("certificate", () -> certificate.open(clock.instant()), _ -> certificate
                    .authority()
                    .toString());
            state.changeCertificate(CERTIFICATE_ARN, known -> as(served, known));
            DnsServer dns = part("dns", () -> DnsServer.start(zones()), one -> at(one.address()));
            AwsEndpoint aws = part(
                    "aws",
                    () -> onPort(settings.awsPort(), "LOTSE_SANDBOX_AWS_PORT", bind -> AwsEndpoint.start(state, bind)),
                    one -> one.uri().toString());
            EmbeddedEdge edge = part(
                    "edge",
                    () -> onPort(settings.apiPort(), "LOTSE_API_PORT", EmbeddedEdge::start),
                    one -> "http://" + at(one.address()));
            SandboxLoadBalancer balancer = part(
                    "load balancer",
                    () -> onPort(
                            settings.httpsPort(),
                            "LOTSE_SANDBOX_HTTPS_PORT",
                            bind -> SandboxLoadBalancer.listen(
                                    state,
                                    new SandboxLoadBalancer.Setup(
                                            bind, served.context(), port -> box(port, edge.address())))),
                    one -> "https://" + at(one.address()));
            PublicAddress straight = part(
                    "Elastic IP",
                    () -> PublicAddress.start(
                            state, ReferenceDeployment.INSTANCE, ReferenceDeployment.PORT, edge.address()),
                    one -> "http://" + at(one.address()));
            var surroundings = new Surroundings(
                    settings,
                    aws.uri(),
                    dns.address(),
                    edge,
                    balancer.address(),
                    straight.address(),
                    certificate.authority());
            ConsolePart.Running running = part("console", () -> console.start(surroundings), ConsolePart.Running::url);
            balancer.beginChecks();
            return new Sandbox(state, aws, dns, edge, running, balancer, certificate, served.keys());
        }

        private <T extends AutoCloseable> T part(String name, Callable<T> start, Function<T, String> where)
                throws Exception {
            return timed(name, () -> parts.add(start.call()), where);
        }

        private <T> T timed(String name, Callable<T> start, Function<T, String> where) throws Exception {
            long begun = System.nanoTime();
            T started = start.call();
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            out.accept("%-14s %s (%d ms)".formatted(name, where.apply(started), millis));
            return started;
        }
    }

    /** What ACM says about the certificate is what the load balancer really serves. */
    private static Certificate as(LocalCertificate.Served served, Certificate known) {
        X509Certificate leaf = served.leaf();
        return known.issued(
                served.serial(),
                "Lotse sandbox authority",
                leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant());
    }

    private static Zones zones() {
        return new Zones()
                .zone("ch.")
                .zone("meuthak.ch.")
                .zone("us-east-1.elb.amazonaws.com.")
                .zone("acm-validations.aws.")
                .cname(DOMAIN, LOAD_BALANCER_DNS)
                .a(LOAD_BALANCER_DNS, InetAddress.getLoopbackAddress())
                .cname(VALIDATION_NAME, VALIDATION_VALUE)
                .a(VALIDATION_VALUE, InetAddress.getLoopbackAddress());
    }

    /** The port that AWS knows is the edge's, wherever the edge is here. */
    private static InetSocketAddress box(int port, InetSocketAddress edge) {
        return port == ReferenceDeployment.PORT ? edge : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static String at(InetSocketAddress address) {
        return "127.0.0.1:" + address.getPort();
    }

    private static <T> T onPort(int port, String variable, Function<InetSocketAddress, T> start) {
        try {
            return start.apply(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (RuntimeException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new StartException("port " + port + " is taken: stop what listens there, or set " + variable
                            + " to another port");
                }
            }
            throw failed;
        }
    }
}
