/** Tests of the costs, with numbers worked out by hand. */
@NullMarked
package ch.meuthak.lotse.console.cost;

import org.jspecify.annotations.NullMarked;
