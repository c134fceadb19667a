package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.deploy.Edge;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.Release;
import java.util.Optional;

/**
 * What the console deploys to.
 *
 * @param first what is deployed when nothing was deployed yet
 */
public record Machine(Platform platform, Edge edge, Optional<Release> first) {}
