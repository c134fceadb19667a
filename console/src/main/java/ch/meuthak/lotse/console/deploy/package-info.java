/** Deployments: the state machine, its journal, and the ports it needs. Knows {@code Platform} and {@code Edge}, never Docker or HAProxy. */
@NullMarked
package ch.meuthak.lotse.console.deploy;

import org.jspecify.annotations.NullMarked;
