/** What all pages have in common: frame, templates, lists, badges and times, and where they take what they show. */
@NullMarked
package ch.meuthak.lotse.console.web.page;

import org.jspecify.annotations.NullMarked;
