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
 * So many requests in flight and no more; the others are told to come back. Helidon's own limit would also refuse the health
 * checks, close the connection and say nothing.
 */
public final class RequestLimit implements Filter {
    private final Semaphore free;
    private final Predicate<RoutingRequest> exempt;

    /**
     * At most so many.
     *
     * @param exempt what is always taken: health checks of those who must know. Whatever a stranger can send needs a limit
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
