/**
 * What the outside sees: how the domain resolves, which certificate is served, how it answers.
 *
 * <p>Nobody's input names a target: they come from the configuration, from
 * AWS and from the domain's own DNS.
 */
@NullMarked
package ch.meuthak.lotse.console.probe;

import org.jspecify.annotations.NullMarked;
