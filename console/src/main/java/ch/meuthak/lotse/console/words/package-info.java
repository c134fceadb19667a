/**
 * What AWS's codes, exit codes and a certificate's life mean, in one voice: pages, API, doctor, Markdown and the journal take
 * every such sentence from here.
 *
 * <p>It knows {@code facts} only. It is pure, and decides nothing.
 */
@NullMarked
package ch.meuthak.lotse.console.words;

import org.jspecify.annotations.NullMarked;
