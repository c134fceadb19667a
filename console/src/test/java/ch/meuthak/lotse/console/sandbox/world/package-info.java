/** What exists in the sandbox's cloud: one immutable model, and the one place where it changes. No I/O. */
@NullMarked
package ch.meuthak.lotse.console.sandbox.world;

import org.jspecify.annotations.NullMarked;
