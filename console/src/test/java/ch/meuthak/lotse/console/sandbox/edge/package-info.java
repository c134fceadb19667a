/** The embedded edge: an in-process reverse proxy that does in the sandbox what HAProxy does in production. */
@NullMarked
package ch.meuthak.lotse.console.sandbox.edge;

import org.jspecify.annotations.NullMarked;
