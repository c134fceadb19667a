/**
 * A {@link ch.meuthak.lotse.console.deploy.Platform} whose releases are JVM processes on this machine.
 */
@NullMarked
package ch.meuthak.lotse.console.process;

import org.jspecify.annotations.NullMarked;
