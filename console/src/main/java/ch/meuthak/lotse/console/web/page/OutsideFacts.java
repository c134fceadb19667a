package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.server.Subscription;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The results of the probes.
 *
 * @param latest as it was seen last; must not block
 * @param onChange calls back when something other than before is seen, until the subscription is closed
 */
public record OutsideFacts(Supplier<Outside> latest, Function<Runnable, Subscription> onChange) {}
