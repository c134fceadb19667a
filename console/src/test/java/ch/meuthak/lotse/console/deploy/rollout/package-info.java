/** Tests of deployments, on real processes, real sockets and real SQLite. */
@NullMarked
package ch.meuthak.lotse.console.deploy.rollout;

import org.jspecify.annotations.NullMarked;
