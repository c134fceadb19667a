/** Whether the box has enough memory, disk and CPU. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.box;

import org.jspecify.annotations.NullMarked;
