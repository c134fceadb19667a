/**
 * The inventory: what AWS says is there, as immutable records that carry AWS's own names.
 *
 * <p>May depend on the AWS SDK and on nothing else of the console; every package but {@code deploy} and {@code process} may
 * depend on it. Everything that could not be read is a {@link
 * ch.meuthak.lotse.console.cloud.Fact.Failed} or {@link ch.meuthak.lotse.console.cloud.Fact.Unread} of its own, never a
 * failure of the whole.
 */
@NullMarked
package ch.meuthak.lotse.console.cloud;

import org.jspecify.annotations.NullMarked;
