package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.trust.HookCalls;
import ch.meuthak.lotse.console.trust.Trust;

/**
 * What stands between a call and a deployment.
 *
 * @param trust who may ask
 * @param calls where every call is remembered
 * @param limits how often anybody may ask
 */
public record HookGate(Trust trust, HookCalls calls, HookLimits limits) {}
