/** The common parts of all pages: frame, templates, lists, badges, times, and the facts that the pages show. */
@NullMarked
package ch.meuthak.lotse.console.web.page;

import org.jspecify.annotations.NullMarked;
