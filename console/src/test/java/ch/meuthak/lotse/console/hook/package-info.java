/** The hook's unix socket, on a real socket. */
@NullMarked
package ch.meuthak.lotse.console.hook;

import org.jspecify.annotations.NullMarked;
