package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.diagnosis.Box;
import java.util.List;
import java.util.Optional;

/**
 * What the console deploys to.
 *
 * @param first what is deployed when nothing was deployed yet
 * @param containers what runs there
 * @param time what a deployment's deadlines are counted in
 */
public record Machine(Platform platform, Edge edge, Optional<Release> first, Containers containers, GivenTime time) {

    /** One without containers. */
    public Machine(Platform platform, Edge edge, Optional<Release> first) {
        this(platform, edge, first, List::of, GivenTime.ALL);
    }

    /** Looks at the containers of the deployment. */
    public interface Containers {
        List<Box.Container> look() throws PlatformException;
    }
}
