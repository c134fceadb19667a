/**
 * What the deployment costs in a month, by the inventory and a table of prices.
 *
 * <p>Nothing here asks anybody anything.
 */
@NullMarked
package ch.meuthak.lotse.console.cost;

import org.jspecify.annotations.NullMarked;
