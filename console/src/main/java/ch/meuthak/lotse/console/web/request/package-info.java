/** The common parts of all handlers: body, path, refusals and redirects. */
@NullMarked
package ch.meuthak.lotse.console.web.request;

import org.jspecify.annotations.NullMarked;
