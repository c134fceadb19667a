/** Whether the health check finds targets healthy, and why not. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.target;

import org.jspecify.annotations.NullMarked;
