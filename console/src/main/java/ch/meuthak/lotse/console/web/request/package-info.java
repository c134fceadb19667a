/** What every handler takes from a request and sends back: its body, its path, refusals and redirects. */
@NullMarked
package ch.meuthak.lotse.console.web.request;

import org.jspecify.annotations.NullMarked;
