package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.trust.HookCalls;
import ch.meuthak.lotse.console.trust.Trust;

/**
 * What a call must pass before a deployment.
 *
 * @param trust who may call
 * @param calls the list of calls
 * @param limits the calls in a minute
 */
public record HookGate(Trust trust, HookCalls calls, HookLimits limits) {}
