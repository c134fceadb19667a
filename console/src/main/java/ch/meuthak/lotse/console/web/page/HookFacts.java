package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.trust.ObservedHookCalls;
import ch.meuthak.lotse.console.trust.Trust;
import java.util.Optional;

/**
 * The facts about the redeploy hook for the pages and the API.
 *
 * @param trust its trusted callers, and its check of a token
 * @param calls who called
 * @param imageRepository where the images are that the box pulls; absent for a console that deploys none
 */
public record HookFacts(Trust trust, ObservedHookCalls calls, Optional<String> imageRepository) {}
