/** Liveness, readiness and start as an ALB and the console ask for them. Depends on {@code http} alone. */
@NullMarked
package ch.meuthak.lotse.backend.health;

import org.jspecify.annotations.NullMarked;
