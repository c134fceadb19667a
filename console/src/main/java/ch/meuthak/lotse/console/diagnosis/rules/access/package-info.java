/** Whether AWS can be read. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.access;

import org.jspecify.annotations.NullMarked;
