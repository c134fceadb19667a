/** Tests of the backend: real sockets, real processes. */
@NullMarked
package ch.meuthak.lotse.backend.status;

import org.jspecify.annotations.NullMarked;
