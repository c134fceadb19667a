/**
 * The sandbox: a whole cloud for one service on one machine, for development and for tests. It may use everything;
 * nothing in production code may use it.
 */
@NullMarked
package ch.meuthak.lotse.console.sandbox;

import org.jspecify.annotations.NullMarked;
