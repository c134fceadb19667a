package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.sandbox.edge.EmbeddedEdge;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/** The embedded edge, that the console can also fail to reach while its traffic goes on. */
final class TestEdge implements Edge, AutoCloseable {
    private final EmbeddedEdge edge = EmbeddedEdge.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private volatile boolean unreachable;

    URI address() {
        return URI.create("http://127.0.0.1:" + edge.address().getPort());
    }

    void unreachable(boolean now) {
        unreachable = now;
    }

    private EmbeddedEdge reached() throws PlatformException {
        if (unreachable) {
            throw new PlatformException("The edge does not answer.");
        }
        return edge;
    }

    @Override
    public Optional<Slot> active() throws PlatformException {
        return reached().active();
    }

    @Override
    public void route(Slot slot, URI address) throws PlatformException {
        reached().route(slot, address);
    }

    @Override
    public Traffic traffic(Slot slot) throws PlatformException {
        return reached().traffic(slot);
    }

    @Override
    public OpenRequests open(Slot slot) throws PlatformException {
        return reached().open(slot);
    }

    @Override
    public void close() {
        edge.close();
    }
}
