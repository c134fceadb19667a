/** What the tests of every module share: optional tools and raw sockets. */
@NullMarked
package ch.meuthak.lotse.server.testing;

import org.jspecify.annotations.NullMarked;
