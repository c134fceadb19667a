/** Pure rules over one snapshot: the request path as hops and the first broken one. No I/O and no clock of its own. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis;

import org.jspecify.annotations.NullMarked;
