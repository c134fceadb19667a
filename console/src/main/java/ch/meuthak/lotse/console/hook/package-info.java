/** The unix socket the backend may call: redeploy requests and the public status. */
@NullMarked
package ch.meuthak.lotse.console.hook;

import org.jspecify.annotations.NullMarked;
