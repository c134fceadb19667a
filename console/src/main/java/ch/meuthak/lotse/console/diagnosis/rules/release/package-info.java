/** Whether the edge and the release behind it run and answer. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.release;

import org.jspecify.annotations.NullMarked;
