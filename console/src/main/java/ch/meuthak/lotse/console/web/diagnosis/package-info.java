/** The diagnosis page, its rules, and the diagnosis as Markdown. */
@NullMarked
package ch.meuthak.lotse.console.web.diagnosis;

import org.jspecify.annotations.NullMarked;
