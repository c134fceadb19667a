/**
 * The diagnosis on the command line, {@code lotse-console doctor}: asks the console that runs, or has AWS read in this process.
 *
 * <p>May depend on {@code diagnosis}, {@code json} and {@code report}; nothing depends on it but the wiring, which loads it only
 * when it is asked for.
 */
@NullMarked
package ch.meuthak.lotse.console.doctor;

import org.jspecify.annotations.NullMarked;
