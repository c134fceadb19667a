/**
 * Records of the console as JSON, where more than one of its APIs tells them.
 *
 * <p>May depend on {@code deploy}, whose records it writes; {@code hook} and {@code web} may depend on it.
 */
@NullMarked
package ch.meuthak.lotse.console.json;

import org.jspecify.annotations.NullMarked;
