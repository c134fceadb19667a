/** The documents of the repository: their links, their tables of settings, their sentences. */
@NullMarked
package ch.meuthak.lotse.console.documents;

import org.jspecify.annotations.NullMarked;
