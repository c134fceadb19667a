/** The public API on port 5000. */
@NullMarked
package ch.meuthak.lotse.backend;

import org.jspecify.annotations.NullMarked;
