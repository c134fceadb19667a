/**
 * A {@link ch.meuthak.lotse.console.deploy.Platform} whose releases are containers of one Compose service, run by the Docker
 * engine on this machine.
 *
 * <p>The engine's answers are read
 * as JSON trees and not as docker-java's typed models: a candidate must get <em>all</em> of the serving container's
 * specification, also what a model does not know yet, and an answer's size must be bounded before it is parsed.
 */
@NullMarked
package ch.meuthak.lotse.console.docker;

import org.jspecify.annotations.NullMarked;
