/**
 * The diagnosis on the command line, {@code lotse-console doctor}: asks the console that runs, or has AWS read in this process.
 * It is loaded only when it is asked for.
 */
@NullMarked
package ch.meuthak.lotse.console.doctor;

import org.jspecify.annotations.NullMarked;
