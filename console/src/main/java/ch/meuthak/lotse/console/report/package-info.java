/**
 * A diagnosis as it is handed on: to a terminal and to a ticket. Pure: no I/O and no clock of its own.
 *
 * <p>May depend on {@code cloud} and {@code diagnosis}; {@code json}, {@code doctor} and {@code web} may depend on it.
 */
@NullMarked
package ch.meuthak.lotse.console.report;

import org.jspecify.annotations.NullMarked;
