/** Wiring of the console. */
@NullMarked
package ch.meuthak.lotse.console;

import org.jspecify.annotations.NullMarked;
