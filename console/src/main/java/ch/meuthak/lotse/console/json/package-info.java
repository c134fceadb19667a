/**
 * Records of the console as JSON, where more than one of its APIs tells them.
 *
 * <p>May depend on {@code cloud}, {@code deploy}, {@code diagnosis} and {@code report}, whose records it writes; {@code
 * doctor}, {@code hook} and {@code web} may depend on it.
 */
@NullMarked
package ch.meuthak.lotse.console.json;

import org.jspecify.annotations.NullMarked;
