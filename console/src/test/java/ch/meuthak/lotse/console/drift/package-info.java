@NullMarked
package ch.meuthak.lotse.console.drift;

import org.jspecify.annotations.NullMarked;
