/** Tests of the backend: real sockets, real processes. */
@NullMarked
package ch.meuthak.lotse.backend.bench;

import org.jspecify.annotations.NullMarked;
