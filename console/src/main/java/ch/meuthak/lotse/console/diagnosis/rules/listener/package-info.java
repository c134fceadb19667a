/** Whether the listener takes HTTPS with a certificate that clients trust and that lasts. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.listener;

import org.jspecify.annotations.NullMarked;
