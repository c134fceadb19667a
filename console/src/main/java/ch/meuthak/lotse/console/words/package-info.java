/**
 * What AWS's codes, exit codes and a certificate's life mean, in one voice: pages, API, doctor, Markdown and the journal take
 * every such sentence from here.
 *
 * <p>May know {@code cloud}. Pure: asks nobody anything, and decides nothing.
 */
@NullMarked
package ch.meuthak.lotse.console.words;

import org.jspecify.annotations.NullMarked;
