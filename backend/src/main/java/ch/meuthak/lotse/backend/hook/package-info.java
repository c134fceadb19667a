/** The redeploy hook, passed on unopened to the console's unix socket. Depends on {@code http} alone. */
@NullMarked
package ch.meuthak.lotse.backend.hook;

import org.jspecify.annotations.NullMarked;
