/** Measurements, each runnable by its own {@code main}, that print ratios of one run. */
@NullMarked
package ch.meuthak.lotse.console.bench;

import org.jspecify.annotations.NullMarked;
