/** The local certificate of the load balancer, and the authority that signs it. */
@NullMarked
package ch.meuthak.lotse.console.sandbox.tls;

import org.jspecify.annotations.NullMarked;
