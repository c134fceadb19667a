/** The real HAProxy with the real configuration, driven by the console's adapter and asked on raw sockets. */
@NullMarked
package ch.meuthak.lotse.console.haproxy;

import org.jspecify.annotations.NullMarked;
