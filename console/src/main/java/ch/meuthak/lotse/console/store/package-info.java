/** SQLite: the journal of deployments. */
@NullMarked
package ch.meuthak.lotse.console.store;

import org.jspecify.annotations.NullMarked;
