/** The one list of the rules. Each rule is one file in a package below, named by what a request meets there. */
@NullMarked
package ch.meuthak.lotse.console.diagnosis.rules;

import org.jspecify.annotations.NullMarked;
