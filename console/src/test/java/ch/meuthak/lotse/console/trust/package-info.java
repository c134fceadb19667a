/** Whom the hook trusts, against an issuer of tokens on loopback that signs as GitHub does. */
@NullMarked
package ch.meuthak.lotse.console.trust;

import org.jspecify.annotations.NullMarked;
