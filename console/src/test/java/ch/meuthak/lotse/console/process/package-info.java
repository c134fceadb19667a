/** Tests of process. */
@NullMarked
package ch.meuthak.lotse.console.process;

import org.jspecify.annotations.NullMarked;
