/** Whether the security groups of the targets let the load balancer in. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.securitygroup;

import org.jspecify.annotations.NullMarked;
