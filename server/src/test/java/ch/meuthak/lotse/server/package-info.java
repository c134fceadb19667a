/** Tests of what both servers share: real sockets, real files. */
@NullMarked
package ch.meuthak.lotse.server;

import org.jspecify.annotations.NullMarked;
