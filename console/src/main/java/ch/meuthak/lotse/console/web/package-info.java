/**
 * The console's one web server: pages, live updates, JSON API, login and the security filters.
 *
 * <p>May depend on {@code trust}, {@code json}, {@code report}, {@code drift}, {@code cost} and the records and ports of {@code
 * cloud}, {@code diagnosis} and {@code deploy}; nothing depends on it but the wiring. {@link ch.meuthak.lotse.console.web.ConsoleRouting} shows the whole filter
 * chain and every route.
 */
@NullMarked
package ch.meuthak.lotse.console.web;

import org.jspecify.annotations.NullMarked;
