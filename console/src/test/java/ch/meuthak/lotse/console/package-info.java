/** Tests of the whole console. */
@NullMarked
package ch.meuthak.lotse.console;

import org.jspecify.annotations.NullMarked;
