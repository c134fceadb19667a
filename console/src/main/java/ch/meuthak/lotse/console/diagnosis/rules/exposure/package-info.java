/** Who gets in that should not. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules.exposure;

import org.jspecify.annotations.NullMarked;
