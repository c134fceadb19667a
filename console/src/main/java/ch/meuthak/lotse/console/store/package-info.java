/**
 * The state directory and, in it, SQLite: the journal of deployments, and the ids and the calls of the hook.
 *
 * <p>May depend on {@code deploy} and {@code trust}, whose ports it serves; nothing depends on it but the wiring.
 */
@NullMarked
package ch.meuthak.lotse.console.store;

import org.jspecify.annotations.NullMarked;
