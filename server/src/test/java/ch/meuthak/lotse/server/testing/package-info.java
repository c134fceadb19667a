/** What the tests of every module share: waiting, processes, raw sockets, optional tools. */
@NullMarked
package ch.meuthak.lotse.server.testing;

import org.jspecify.annotations.NullMarked;
