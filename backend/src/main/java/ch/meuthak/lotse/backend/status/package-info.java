/** The public status, from the console. Depends on {@code http} alone. */
@NullMarked
package ch.meuthak.lotse.backend.status;

import org.jspecify.annotations.NullMarked;
