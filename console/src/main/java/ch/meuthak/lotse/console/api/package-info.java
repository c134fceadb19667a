/**
 * Records of the console as JSON, where more than one of its APIs tells them.
 */
@NullMarked
package ch.meuthak.lotse.console.api;

import org.jspecify.annotations.NullMarked;
