/** Whether the target group is set up so that its targets can serve. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.targetgroup;

import org.jspecify.annotations.NullMarked;
