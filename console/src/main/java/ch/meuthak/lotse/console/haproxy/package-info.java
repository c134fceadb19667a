/**
 * An {@link ch.meuthak.lotse.console.deploy.Edge} that is a HAProxy with the sections of {@code console/edge/haproxy.cfg}: it is
 * asked and told through its runtime socket, and finds the slot with the traffic in a file when it starts.
 */
@NullMarked
package ch.meuthak.lotse.console.haproxy;

import org.jspecify.annotations.NullMarked;
