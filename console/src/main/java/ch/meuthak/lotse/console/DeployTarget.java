package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.monitor.ContainerSource;
import java.util.List;
import java.util.Optional;

/**
 * What the console deploys to.
 *
 * @param first what is deployed when nothing was deployed yet
 * @param containers what runs there
 * @param time what a deployment's deadlines are counted in
 */
public record DeployTarget(
        Platform platform, Edge edge, Optional<Release> first, ContainerSource containers, GivenTime time) {

    /** One without containers. */
    public DeployTarget(Platform platform, Edge edge, Optional<Release> first) {
        this(platform, edge, first, List::of, GivenTime.ALL);
    }
}
