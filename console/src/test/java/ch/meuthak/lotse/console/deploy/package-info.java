/** Tests of the facts of deployments. */
@NullMarked
package ch.meuthak.lotse.console.deploy;

import org.jspecify.annotations.NullMarked;
