/** What the API says about itself: index, release, how a request arrived, OpenAPI. Depends on {@code http} alone. */
@NullMarked
package ch.meuthak.lotse.backend.api;

import org.jspecify.annotations.NullMarked;
