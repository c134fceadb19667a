/** The public status, as the console says it. Depends on {@code http} alone. */
@NullMarked
package ch.meuthak.lotse.backend.status;

import org.jspecify.annotations.NullMarked;
