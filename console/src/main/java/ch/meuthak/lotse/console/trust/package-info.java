/**
 * Who may ask for a redeploy from outside, and how that is proved: a GitHub OIDC token or an HMAC signature over the request.
 * Nothing here knows of servers, routes or pages: a request comes in as {@link
 * ch.meuthak.lotse.console.trust.Credentials} and bytes, and goes out as a {@link ch.meuthak.lotse.console.trust.Verdict}.
 *
 * <p>May depend on nothing else of the console. {@code store} serves its ports; {@code hook}, {@code web} and the wiring may
 * depend on it. It alone knows the library for JSON Web Tokens.
 */
@NullMarked
package ch.meuthak.lotse.console.trust;

import org.jspecify.annotations.NullMarked;
