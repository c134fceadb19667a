/** What has changed, and addresses that went astray. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.change;

import org.jspecify.annotations.NullMarked;
