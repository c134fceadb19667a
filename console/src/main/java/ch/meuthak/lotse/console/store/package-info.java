/**
 * The state directory and, in it, SQLite: the journal of deployments.
 *
 * <p>May depend on {@code deploy}, whose port it serves; nothing depends on it but the wiring.
 */
@NullMarked
package ch.meuthak.lotse.console.store;

import org.jspecify.annotations.NullMarked;
