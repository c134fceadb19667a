/** The network page. */
@NullMarked
package ch.meuthak.lotse.console.web.network;

import org.jspecify.annotations.NullMarked;
