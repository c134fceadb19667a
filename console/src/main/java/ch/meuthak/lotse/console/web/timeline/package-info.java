/** The timeline page. */
@NullMarked
package ch.meuthak.lotse.console.web.timeline;

import org.jspecify.annotations.NullMarked;
