/** Forwards one HTTP request to one upstream, over pooled connections: what the edge and the load balancer share. */
@NullMarked
package ch.meuthak.lotse.console.sandbox.proxy;

import org.jspecify.annotations.NullMarked;
