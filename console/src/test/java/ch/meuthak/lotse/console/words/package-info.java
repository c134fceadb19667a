@NullMarked
package ch.meuthak.lotse.console.words;

import org.jspecify.annotations.NullMarked;
