/** Live updates: the event streams, and the button that reads AWS again. */
@NullMarked
package ch.meuthak.lotse.console.web.live;

import org.jspecify.annotations.NullMarked;
