package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.trust.ObservedHookCalls;
import ch.meuthak.lotse.console.trust.Trust;
import java.util.Optional;

/**
 * What the pages and the API say about the redeploy hook.
 *
 * @param trust whom it trusts, and what it thinks of a token
 * @param calls who called
 * @param imageRepository where the images are that the box pulls; absent for a console that deploys none
 */
public record HookFacts(Trust trust, ObservedHookCalls calls, Optional<String> imageRepository) {}
