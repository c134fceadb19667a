/**
 * Drift: what differs from the state that the operator has accepted, and what has changed since AWS was read the last time. A
 * {@link ch.meuthak.lotse.console.drift.State} is what was read, taken apart into things that can be compared; its parts are
 * compared only when both states have them, so that what was not read never looks like a change. The kinds of things, what is
 * said of each and what undoes it are the {@link ch.meuthak.lotse.console.drift.Aspect}s.
 */
@NullMarked
package ch.meuthak.lotse.console.drift;

import org.jspecify.annotations.NullMarked;
