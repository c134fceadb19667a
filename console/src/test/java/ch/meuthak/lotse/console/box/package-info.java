/** The whole box as it is in production: the images, the compose file, a real engine. Needs what {@code package} has built. */
@NullMarked
package ch.meuthak.lotse.console.box;

import org.jspecify.annotations.NullMarked;
