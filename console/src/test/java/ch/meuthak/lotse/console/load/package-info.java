/** A load of real requests on raw sockets that retries nothing, so that a lost request is seen. */
@NullMarked
package ch.meuthak.lotse.console.load;

import org.jspecify.annotations.NullMarked;
