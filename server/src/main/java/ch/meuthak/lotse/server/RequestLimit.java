package ch.meuthak.lotse.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Limits the requests in flight. The others get 503 with a time to retry. Helidon's own limit would also refuse health checks,
 * and close the connection without an answer.
 */
public final class RequestLimit implements Filter {
    private final Semaphore free;
    private final Predicate<RoutingRequest> exempt;

    /**
     * At most so many.
     *
     * @param exempt always accepted, for health checks. Everything that a stranger can send needs a limit
     */
    public RequestLimit(int requests, Predicate<RoutingRequest> exempt) {
        this.free = new Semaphore(requests);
        this.exempt = exempt;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (exempt.test(request)) {
            chain.proceed();
        } else if (free.tryAcquire()) {
            try {
                chain.proceed();
            } finally {
                free.release();
            }
        } else {
            throw new ProblemException(
                    Status.SERVICE_UNAVAILABLE_503,
                    "Too many requests at once. Try again in a moment.",
                    HeaderValues.create(HeaderNames.RETRY_AFTER, "1"));
        }
    }
}
