/**
 * A diagnosis as it is handed on: to a terminal and to a ticket. Pure: no I/O and no clock of its own.
 */
@NullMarked
package ch.meuthak.lotse.console.report;

import org.jspecify.annotations.NullMarked;
