/**
 * The state directory and, in it, SQLite: the journal of deployments, and the ids and the calls of the hook,
 * the timeline and what drift remembers.
 */
@NullMarked
package ch.meuthak.lotse.console.store;

import org.jspecify.annotations.NullMarked;
