/**
 * The machine that the console runs on, from Linux's {@code /proc}: memory, processor time, and what listens.
 *
 * <p>Knows no other package. In a container these files are the machine's but for {@code /proc/net}, which is that of the
 * container's network: the machine's own with Docker's {@code host} network.
 */
@NullMarked
package ch.meuthak.lotse.console.host;

import org.jspecify.annotations.NullMarked;
