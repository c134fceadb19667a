/**
 * What the outside sees: how the domain resolves.
 *
 * <p>May depend on {@code cloud}, whose ports it serves; nothing depends on it but the wiring.
 */
@NullMarked
package ch.meuthak.lotse.console.probe;

import org.jspecify.annotations.NullMarked;
