/** The Application Load Balancer of the sandbox: HTTPS in front, health checks behind, and its answers when there is none. */
@NullMarked
package ch.meuthak.lotse.console.sandbox.balancer;

import org.jspecify.annotations.NullMarked;
