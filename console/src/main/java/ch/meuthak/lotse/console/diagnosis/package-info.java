/**
 * What was observed at one moment, judged: findings with their evidence and what fixes them, the request path as hops, and the
 * first broken one. No I/O and no clock of its own. The rules come in as a list, from {@code diagnosis.rules}. What others
 * observe comes in as {@link ch.meuthak.lotse.console.diagnosis.Observations}; they also say what was not observed.
 */
@NullMarked
package ch.meuthak.lotse.console.diagnosis;

import org.jspecify.annotations.NullMarked;
