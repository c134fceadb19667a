/** Tests of store. */
@NullMarked
package ch.meuthak.lotse.console.store;

import org.jspecify.annotations.NullMarked;
