/** The API about itself: index, release, the way of a request, OpenAPI. Depends on {@code http} alone. */
@NullMarked
package ch.meuthak.lotse.backend.api;

import org.jspecify.annotations.NullMarked;
