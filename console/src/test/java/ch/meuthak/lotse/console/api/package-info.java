@NullMarked
package ch.meuthak.lotse.console.api;

import org.jspecify.annotations.NullMarked;
