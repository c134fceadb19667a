/** Whether the load balancer works and clients reach it. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import org.jspecify.annotations.NullMarked;
