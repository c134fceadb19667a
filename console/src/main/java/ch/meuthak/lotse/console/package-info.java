/** Wiring of the console: the one package that may depend on all the others, and that none of them may depend on. */
@NullMarked
package ch.meuthak.lotse.console;

import org.jspecify.annotations.NullMarked;
