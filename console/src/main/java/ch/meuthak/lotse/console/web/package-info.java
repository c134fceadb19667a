/** Pages, fragments, the JSON API, login and the security filters. */
@NullMarked
package ch.meuthak.lotse.console.web;

import org.jspecify.annotations.NullMarked;
