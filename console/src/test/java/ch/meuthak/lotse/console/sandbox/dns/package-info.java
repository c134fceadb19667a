/** A name server for the zones of the sandbox, on loopback. */
@NullMarked
package ch.meuthak.lotse.console.sandbox.dns;

import org.jspecify.annotations.NullMarked;
