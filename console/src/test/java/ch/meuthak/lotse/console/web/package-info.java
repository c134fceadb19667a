/** The console's web server on real sockets and in a real browser, with fakes behind its ports. */
@NullMarked
package ch.meuthak.lotse.console.web;

import org.jspecify.annotations.NullMarked;
