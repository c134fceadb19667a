package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A box on which a deployment stays in its first step until the test lets it fail there. */
final class StillPlatform implements Platform, Edge {
    /** The images that are there. */
    static final String DIGEST = "sha256:" + "a1".repeat(32);

    static final String OTHER = "sha256:" + "b2".repeat(32);

    private final CountDownLatch end = new CountDownLatch(1);

    void letGo() {
        end.countDown();
    }

    @Override
    public Optional<Release> find(String digest) {
        return Set.of(DIGEST, OTHER).contains(digest) ? Optional.of(new Release(digest, "1.0", "")) : Optional.empty();
    }

    @Override
    public Specification inspect(Release release) {
        return new Specification(release.digest(), Optional.empty(), List.of());
    }

    @Override
    public void admit(Release release) {}

    @Override
    public void pull(Release release, Consumer<String> progress) throws PlatformException, InterruptedException {
        end.await();
        throw new PlatformException("The test lets it go.");
    }

    @Override
    public Running start(Release release, Slot slot) throws PlatformException {
        throw new PlatformException("nothing is started here");
    }

    @Override
    public Optional<Running> running(Slot slot) {
        return Optional.empty();
    }

    @Override
    public void stop(Slot slot, Duration grace) {}

    @Override
    public Remains remains(Slot slot, int lines) {
        return new Remains(Optional.empty(), "was never started", List.of());
    }

    @Override
    public List<Release> kept() {
        return List.of();
    }

    @Override
    public void prune(List<Release> keep, int newest) {}

    @Override
    public Optional<Slot> active() {
        return Optional.empty();
    }

    @Override
    public void route(Slot slot, URI address) {}

    @Override
    public OpenRequests open(Slot slot) {
        return OpenRequests.NONE;
    }

    @Override
    public Traffic traffic(Slot slot) {
        return new Traffic("", 0, 0);
    }
}
