/**
 * The unix socket that the backend may call: redeploy requests, their state and the public status, and nothing else.
 *
 * <p>May depend on {@code trust}, {@code json} and the records and ports of {@code cloud}, {@code diagnosis} and {@code
 * deploy}; nothing depends on it but the wiring.
 */
@NullMarked
package ch.meuthak.lotse.console.hook;

import org.jspecify.annotations.NullMarked;
