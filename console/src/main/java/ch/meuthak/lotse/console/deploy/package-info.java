/**
 * Deployments: the state machine, and the ports it needs: platform, edge and journal.
 *
 * <p>May depend on {@code words} alone. Its adapters ({@code process}, {@code store}), {@code json}, {@code hook}, {@code web}
 * and the wiring may depend on it.
 */
@NullMarked
package ch.meuthak.lotse.console.deploy;

import org.jspecify.annotations.NullMarked;
