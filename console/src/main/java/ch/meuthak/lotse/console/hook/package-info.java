/**
 * The unix socket for the backend: redeploy requests, their state and the public status, and nothing else.
 */
@NullMarked
package ch.meuthak.lotse.console.hook;

import org.jspecify.annotations.NullMarked;
