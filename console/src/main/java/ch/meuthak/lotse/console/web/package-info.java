/**
 * The console's one web server: pages, live updates, JSON API, login and the security filters. {@link
 * ch.meuthak.lotse.console.web.ConsoleRouting} shows the whole filter chain and every route.
 */
@NullMarked
package ch.meuthak.lotse.console.web;

import org.jspecify.annotations.NullMarked;
