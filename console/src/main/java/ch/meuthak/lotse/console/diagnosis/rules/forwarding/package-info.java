/** Whether the listener rule that decides about the domain forwards to a target group. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.forwarding;

import org.jspecify.annotations.NullMarked;
