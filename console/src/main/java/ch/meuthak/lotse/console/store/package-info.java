/**
 * The state directory and, in it, SQLite: the journal of deployments, and the ids and the calls of the hook,
 * the timeline and what drift remembers.
 *
 * <p>May depend on {@code deploy}, {@code drift} and {@code trust}, whose ports it serves, and on the records of {@code cloud}
 * that it keeps; nothing depends on it but the wiring.
 */
@NullMarked
package ch.meuthak.lotse.console.store;

import org.jspecify.annotations.NullMarked;
