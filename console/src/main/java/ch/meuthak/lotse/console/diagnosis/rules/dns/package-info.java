/** Whether the domain leads to the load balancer. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.dns;

import org.jspecify.annotations.NullMarked;
