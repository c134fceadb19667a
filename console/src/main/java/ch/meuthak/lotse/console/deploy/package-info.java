/**
 * Deployments: the state machine, and the ports it needs: platform, edge and journal.
 */
@NullMarked
package ch.meuthak.lotse.console.deploy;

import org.jspecify.annotations.NullMarked;
