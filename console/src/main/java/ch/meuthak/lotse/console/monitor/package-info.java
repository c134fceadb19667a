/**
 * What watches while the console runs: AWS, the outside, the box, idle connections; and the live diagnosis that comes of it.
 */
@NullMarked
package ch.meuthak.lotse.console.monitor;

import org.jspecify.annotations.NullMarked;
