/**
 * What was read: of AWS, from outside, of the box. Immutable records that carry the names of their source.
 *
 * <p>The ground floor: every package may depend on it, and it depends on none. What could not be read is a {@link
 * ch.meuthak.lotse.console.facts.Fact.Failed} or {@link ch.meuthak.lotse.console.facts.Fact.Unread} of its own.
 */
@NullMarked
package ch.meuthak.lotse.console.facts;

import org.jspecify.annotations.NullMarked;
