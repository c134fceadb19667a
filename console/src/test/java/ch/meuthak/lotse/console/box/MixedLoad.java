package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.load.Exchange;
import ch.meuthak.lotse.console.load.Load;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What many clients ask of the API, on raw sockets that retry nothing: kept connections and one for each request, bodies,
 * and requests of three seconds. What is asked of the hook has no credentials: it is served when the hook refuses it.
 */
public final class MixedLoad {
    /** So many of each kind keep the pace as long as an answer takes less than a hundredth of a second. */
    private static final int CLIENTS = 10;

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOBODY_IS_TRUSTED = 503;

    private static final Duration SOON = Duration.ofMillis(50);

    private MixedLoad() {}

    /**
     * Begins, at an API whose hook trusts nobody.
     *
     * @param perSecond about how many requests are sent in a second; at least 100
     */
    public static Load on(URI api, int perSecond) {
        return begin(api, perSecond, NOBODY_IS_TRUSTED);
    }

    /**
     * The same where the hook trusts somebody. Those of the load are strangers to it: it tells them so, and soon that they ask
     * too often. All of them together are one caller, unlike whoever comes through a load balancer.
     */
    static Load ofStrangers(URI api, int perSecond) {
        return begin(api, perSecond, UNAUTHORIZED, TOO_MANY_REQUESTS);
    }

    private static Load begin(URI api, int perSecond, int... hookAnswers) {
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
        Exchange hook = Exchange.post("/hooks/redeploy", 2_000, hookAnswers);
        return load.keepAlive(server, Optional.empty(), pace(perSecond / 40, 1), hook)
                .connectionPerRequest(server, Optional.empty(), pace(perSecond / 40, 1), hook)
                .connectionPerRequest(
                        server,
                        Optional.empty(),
                        SOON,
                        Exchange.slowPost("/hooks/redeploy", 600, Duration.ofSeconds(3), hookAnswers));
    }

    private static Duration pace(int perSecond, int clients) {
        return Duration.ofSeconds(clients).dividedBy(Math.max(1, perSecond));
    }
}
