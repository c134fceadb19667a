package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.trust.ObservedHookCalls;
import ch.meuthak.lotse.console.trust.Trust;

/**
 * What the pages and the API say about the redeploy hook.
 *
 * @param trust whom it trusts, and what it thinks of a token
 * @param calls who called
 */
public record HookFacts(Trust trust, ObservedHookCalls calls) {}
