/**
 * A {@link ch.meuthak.lotse.console.deploy.Platform} whose releases are JVM processes on this machine.
 *
 * <p>May depend on {@code deploy}, whose port it serves, and on {@code host}; nothing depends on it but the wiring.
 */
@NullMarked
package ch.meuthak.lotse.console.process;

import org.jspecify.annotations.NullMarked;
