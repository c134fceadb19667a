/** Reports as they are handed on. */
@NullMarked
package ch.meuthak.lotse.console.report;

import org.jspecify.annotations.NullMarked;
