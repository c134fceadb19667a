package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A platform that asks another one; a test overrides what it wants to be otherwise. */
class ForwardingPlatform implements Platform {
    private final Platform platform;

    ForwardingPlatform(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Optional<Release> find(String digest) throws PlatformException {
        return platform.find(digest);
    }

    @Override
    public Specification inspect(Release release) throws PlatformException {
        return platform.inspect(release);
    }

    @Override
    public void admit(Release release) throws PlatformException {
        platform.admit(release);
    }

    @Override
    public void pull(Release release, Consumer<String> progress) throws PlatformException, InterruptedException {
        platform.pull(release, progress);
    }

    @Override
    public Running start(Release release, Slot slot) throws PlatformException, InterruptedException {
        return platform.start(release, slot);
    }

    @Override
    public Optional<Running> running(Slot slot) throws PlatformException {
        return platform.running(slot);
    }

    @Override
    public void stop(Slot slot, Duration grace) throws PlatformException, InterruptedException {
        platform.stop(slot, grace);
    }

    @Override
    public Remains remains(Slot slot, int lines) throws PlatformException {
        return platform.remains(slot, lines);
    }

    @Override
    public List<Release> kept() throws PlatformException {
        return platform.kept();
    }

    @Override
    public void prune(List<Release> keep, int newest) throws PlatformException {
        platform.prune(keep, newest);
    }
}
