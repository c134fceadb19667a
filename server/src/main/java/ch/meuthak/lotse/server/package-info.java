/** What every Lotse server needs and Helidon lacks. Depends on nothing else of Lotse. */
@NullMarked
package ch.meuthak.lotse.server;

import org.jspecify.annotations.NullMarked;
