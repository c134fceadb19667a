/** The targets page. */
@NullMarked
package ch.meuthak.lotse.console.web.targets;

import org.jspecify.annotations.NullMarked;
