/** Access control: host names, login, sessions, the token of scripts, and the check that a change comes from the console's own page. */
@NullMarked
package ch.meuthak.lotse.console.web.access;

import org.jspecify.annotations.NullMarked;
