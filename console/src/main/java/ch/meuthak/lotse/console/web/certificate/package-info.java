/** The certificate page. */
@NullMarked
package ch.meuthak.lotse.console.web.certificate;

import org.jspecify.annotations.NullMarked;
