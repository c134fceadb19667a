package ch.meuthak.lotse.backend.status;

import ch.meuthak.lotse.backend.http.Representation;
import ch.meuthak.lotse.server.Drain;
import ch.meuthak.lotse.server.Routes;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /api/v1/status}; with {@code Prefer: wait=N} (RFC 7240) it waits up to N seconds for a change of the status,
 * then answers with the status. A drain ends every wait.
 */
public final class StatusRoutes {
    private static final HeaderName PREFER = HeaderNames.create("Prefer");
    private static final HeaderName APPLIED = HeaderNames.create("Preference-Applied");
    private static final Pattern WAIT = Pattern.compile("(?:^|.*[,;\\s])wait\\s*=\\s*\"?(\\d{1,4})\"?(?:[,;\\s].*|$)");
    private static final int MAX_WAIT_SECONDS = 30;
    private static final int MAX_WAITING = 64;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final StatusFeed feed;
    private final Drain drain;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    /** A route over this feed. */
    public StatusRoutes(StatusFeed feed, Drain drain) {
        this.feed = feed;
        this.drain = drain;
    }

    /** Adds the route. */
    public void addTo(Routes routes) {
        routes.get("/api/v1/status", this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) throws InterruptedException {
        int wait = Math.min(wish(request.headers()), MAX_WAIT_SECONDS);
        response.header(HeaderNames.VARY, "Prefer");
        PublicStatus status = feed.now();
        if (wait > 0 && waiting.tryAcquire()) {
            try {
                response.header(APPLIED, "wait=" + wait);
                status = changed(status, Duration.ofSeconds(wait));
            } finally {
                waiting.release();
            }
        }
        Representation.json(status).sendFresh(request, response, Status.OK_200);
    }

    private PublicStatus changed(PublicStatus before, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        PublicStatus now = before;
        for (long left = wait.toNanos(); left > 0 && now.saysTheSameAs(before); left = end - System.nanoTime()) {
            if (drain.awaitStop(Duration.ofNanos(Math.min(left, LOOK_AGAIN.toNanos())))) {
                break;
            }
            now = feed.now();
        }
        return now;
    }

    private static int wish(Headers headers) {
        if (!headers.contains(PREFER)) {
            return 0;
        }
        Matcher matcher = WAIT.matcher(String.join(", ", headers.get(PREFER).allValues()));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
