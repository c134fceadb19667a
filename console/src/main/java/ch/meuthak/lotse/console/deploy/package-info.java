/**
 * Deployments as the other packages know them: requests, states, releases, and the ports platform, edge and journal. Package
 * {@code rollout} runs them.
 */
@NullMarked
package ch.meuthak.lotse.console.deploy;

import org.jspecify.annotations.NullMarked;
