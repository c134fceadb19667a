/** HTTP pieces that the other packages share: representations, CORS, metrics, the client's address. Depends on none of them. */
@NullMarked
package ch.meuthak.lotse.backend.http;

import org.jspecify.annotations.NullMarked;
