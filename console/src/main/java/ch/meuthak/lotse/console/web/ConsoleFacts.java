package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.cloud.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the pages and the API take everything they show. Nothing here waits for AWS.
 *
 * @param path the request path of the last snapshot; absent until the first one
 */
record ConsoleFacts(
        TopologyFeed feed,
        Supplier<Optional<RequestPath>> path,
        Deployments deployments,
        HookFacts hook,
        InstantSource clock) {

    Instant now() {
        return clock.instant();
    }
}
