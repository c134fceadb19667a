/**
 * What the outside sees: how the domain resolves, which certificate is served, how it answers.
 *
 * <p>May depend on {@code cloud}, whose port it serves and whose inventory names its targets, and on {@code diagnosis}, whose
 * records it fills; nothing depends on it but the wiring. Nobody's input names a target: they come from the configuration, from
 * AWS and from the domain's own DNS.
 */
@NullMarked
package ch.meuthak.lotse.console.probe;

import org.jspecify.annotations.NullMarked;
