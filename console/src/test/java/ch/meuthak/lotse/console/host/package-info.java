@NullMarked
package ch.meuthak.lotse.console.host;

import org.jspecify.annotations.NullMarked;
