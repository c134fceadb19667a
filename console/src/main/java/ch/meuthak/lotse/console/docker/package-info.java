/**
 * A {@link ch.meuthak.lotse.console.deploy.Platform} whose releases are containers of one Compose service, run by the Docker
 * engine on this machine.
 *
 * <p>May depend on {@code deploy}, whose port it serves, on {@code diagnosis}, to which it describes the containers, and on
 * {@code host}; nothing depends on it but the wiring. The engine's answers are read
 * as JSON trees and not as docker-java's typed models: a candidate must get <em>all</em> of the serving container's
 * specification, also what a model does not know yet, and an answer's size must be bounded before it is parsed.
 */
@NullMarked
package ch.meuthak.lotse.console.docker;

import org.jspecify.annotations.NullMarked;
