/**
 * An {@link ch.meuthak.lotse.console.deploy.Edge} that is a HAProxy with the sections of {@code console/edge/haproxy.cfg}: it
 * takes commands on its runtime socket, and reads the slot with the traffic from a file when it starts.
 */
@NullMarked
package ch.meuthak.lotse.console.haproxy;

import org.jspecify.annotations.NullMarked;
