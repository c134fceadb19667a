/**
 * What AWS's codes and a certificate's life mean, in one voice: pages, API, doctor and Markdown take every such sentence from here.
 *
 * <p>May know {@code cloud}. Pure: asks nobody anything, and decides nothing.
 */
@NullMarked
package ch.meuthak.lotse.console.words;

import org.jspecify.annotations.NullMarked;
