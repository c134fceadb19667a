/** The doctor, on reports made by hand and as the process that it is. */
@NullMarked
package ch.meuthak.lotse.console.doctor;

import org.jspecify.annotations.NullMarked;
