/** The overview page. */
@NullMarked
package ch.meuthak.lotse.console.web.overview;

import org.jspecify.annotations.NullMarked;
