package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.sandbox.balancer.SandboxLoadBalancer;
import ch.meuthak.lotse.console.sandbox.tls.LocalCertificate;
import ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The sandbox's load balancer in front of a stack: HTTPS, with a certificate that only its own authority vouches for.
 *
 * @param authority the authority's certificate, in PEM
 */
record BoxLoadBalancer(SandboxLoadBalancer balancer, Path authority) implements AutoCloseable {
    /**
     * Starts it on a free port.
     *
     * @param api where the edge is
     * @param folder for its keys
     */
    static BoxLoadBalancer before(URI api, Path folder) throws IOException, InterruptedException {
        var certificate = new LocalCertificate(folder, ReferenceDeployment.DOMAIN);
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var edge = new InetSocketAddress(api.getHost(), api.getPort());
        var setup = new SandboxLoadBalancer.Setup(
                anyPort, certificate.open(Instant.now()).context(), port -> edge);
        SandboxState state = SandboxState.reference(InstantSource.system());
        return new BoxLoadBalancer(SandboxLoadBalancer.start(state, setup), certificate.authority());
    }

    /** The API as its users see it. */
    String url() {
        return "https://localhost:" + balancer.address().getPort();
    }

    @Override
    public void close() {
        balancer.close();
    }
}
