/** The JSON API for scripts. */
@NullMarked
package ch.meuthak.lotse.console.web.api;

import org.jspecify.annotations.NullMarked;
