/** What the outside sees: DNS now, TLS and HTTP later. May depend on {@code cloud}, never on {@code web}. */
@NullMarked
package ch.meuthak.lotse.console.probe;

import org.jspecify.annotations.NullMarked;
