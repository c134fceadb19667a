/** Runs deployments: the queue, the steps, the bake, the rollback and the recovery. Only the wiring knows it. */
@NullMarked
package ch.meuthak.lotse.console.deploy.rollout;

import org.jspecify.annotations.NullMarked;
