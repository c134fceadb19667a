/**
 * Who may request a redeploy from outside, and how a caller proves itself: a GitHub OIDC token or an HMAC signature over the request.
 * Nothing here knows servers, routes or pages: a request comes in as {@link
 * ch.meuthak.lotse.console.trust.Credentials} and bytes, and goes out as a {@link ch.meuthak.lotse.console.trust.TrustDecision}.
 *
 * <p>It alone knows the library for JSON Web Tokens.
 */
@NullMarked
package ch.meuthak.lotse.console.trust;

import org.jspecify.annotations.NullMarked;
