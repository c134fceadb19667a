/** From a push to production: the action is run as GitHub's runner would, and the workflows are held to rules. */
@NullMarked
package ch.meuthak.lotse.console.pipeline;

import org.jspecify.annotations.NullMarked;
