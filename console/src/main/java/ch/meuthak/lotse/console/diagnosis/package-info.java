/**
 * Pure rules over one snapshot: the request path as hops and the first broken one. No I/O and no clock of its own.
 *
 * <p>May depend on the records of {@code cloud}. {@code hook}, {@code web} and the wiring may depend on it.
 */
@NullMarked
package ch.meuthak.lotse.console.diagnosis;

import org.jspecify.annotations.NullMarked;
