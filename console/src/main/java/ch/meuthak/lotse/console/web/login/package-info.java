/** The page that logs in and out. */
@NullMarked
package ch.meuthak.lotse.console.web.login;

import org.jspecify.annotations.NullMarked;
