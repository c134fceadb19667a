/** Tests of the Docker platform on a real engine, and what they need: a registry, tiny images, a Compose project. */
@NullMarked
package ch.meuthak.lotse.console.docker;

import org.jspecify.annotations.NullMarked;
