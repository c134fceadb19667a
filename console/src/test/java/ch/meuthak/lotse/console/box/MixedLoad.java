package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.load.Exchange;
import ch.meuthak.lotse.console.load.Load;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What many clients ask of the API, on raw sockets that retry nothing: kept connections and one for each request, bodies,
 * and requests of three seconds. A hook that is answered 503 is served: it has no trust.
 */
public final class MixedLoad {
    /** So many of each kind keep the pace as long as an answer takes less than a hundredth of a second. */
    private static final int CLIENTS = 10;

    private static final Duration SOON = Duration.ofMillis(50);

    private MixedLoad() {}

    /**
     * Begins.
     *
     * @param perSecond about how many requests are sent in a second; at least 100
     */
    public static Load on(URI api, int perSecond) {
        var server = new InetSocketAddress(api.getHost(), api.getPort());
        Load load = besidesTheHook(api, perSecond);
        Exchange hook = Exchange.post("/hooks/redeploy", 2_000, 503);
        return load.keepAlive(server, Optional.empty(), pace(perSecond / 40, 1), hook)
                .connectionPerRequest(server, Optional.empty(), pace(perSecond / 40, 1), hook)
                .connectionPerRequest(
                        server,
                        Optional.empty(),
                        SOON,
                        Exchange.slowPost("/hooks/redeploy", 600, Duration.ofSeconds(3), 503));
    }

    /**
     * The same without what is asked of the hook, whose callers are limited: where the hook trusts somebody, this leaves it to
     * them.
     */
    public static Load besidesTheHook(URI api, int perSecond) {
        var server = new InetSocketAddress(api.getHost(), api.getPort());
        Exchange release = Exchange.get("/api/v1/release");
        Load load = new Load();
        for (int i = 0; i < CLIENTS; i++) {
            load.keepAlive(server, Optional.empty(), pace(perSecond * 3 / 4, CLIENTS), release);
            load.connectionPerRequest(server, Optional.empty(), pace(perSecond / 5, CLIENTS), release);
            load.keepAlive(
                    server,
                    Optional.empty(),
                    SOON,
                    Exchange.get("/api/v1/status").with("Prefer: wait=3"));
        }
        return load;
    }

    private static Duration pace(int perSecond, int clients) {
        return Duration.ofSeconds(clients).dividedBy(Math.max(1, perSecond));
    }
}
