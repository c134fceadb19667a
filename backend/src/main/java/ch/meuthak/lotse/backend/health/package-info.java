/** Liveness, readiness and start, for load balancers and the console. Depends on {@code http} alone. */
@NullMarked
package ch.meuthak.lotse.backend.health;

import org.jspecify.annotations.NullMarked;
