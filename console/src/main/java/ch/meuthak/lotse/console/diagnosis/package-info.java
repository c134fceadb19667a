/**
 * Pure rules over what was observed at one moment: findings with their evidence and what mends them, the request path as hops,
 * and the first broken one. No I/O and no clock of its own. What others observe comes in as {@link
 * ch.meuthak.lotse.console.diagnosis.Observations}; what nobody has observed is in it as such.
 */
@NullMarked
package ch.meuthak.lotse.console.diagnosis;

import org.jspecify.annotations.NullMarked;
