/** The account page: credentials and costs. */
@NullMarked
package ch.meuthak.lotse.console.web.account;

import org.jspecify.annotations.NullMarked;
