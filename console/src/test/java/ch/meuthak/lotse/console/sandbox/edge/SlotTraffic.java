package ch.meuthak.lotse.console.sandbox.edge;

import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Counts what goes through one slot, and follows what has not ended. */
final class SlotTraffic {
    /** A longer body is not held at the edge. */
    private static final long LONG_BODY = 28_672;

    private final String run = UUID.randomUUID().toString();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong serverErrors = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final Set<HttpServerExchange> open = ConcurrentHashMap.newKeySet();

    /** A request is about to go to the slot. */
    void arrive() {
        inFlight.incrementAndGet();
    }

    /** It does not: the slot lost the traffic in between. */
    void turnAway() {
        inFlight.decrementAndGet();
    }

    /** It goes there; until it ends, {@link #open} has it. */
    void follow(HttpServerExchange exchange) {
        open.add(exchange);
        exchange.addExchangeCompleteListener((done, next) -> {
            open.remove(done);
            next.proceed();
        });
    }

    /** It is done. What a release rightly refuses says nothing about it. */
    void leave(int status) {
        boolean failed = status >= 500 && status != 501 && status != 505;
        if (failed) {
            serverErrors.incrementAndGet();
        } else if (status < 400) {
            answers.incrementAndGet();
        }
        inFlight.decrementAndGet();
    }

    /** It is done, and the answer says nothing about the release. */
    void leaveUncounted() {
        inFlight.decrementAndGet();
    }

    Traffic snapshot() {
        return Traffic.of(run, answers.get(), serverErrors.get());
    }

    /** One that has just arrived, or ends meanwhile, may be in {@link #inFlight} alone: it is a request. */
    OpenRequests open() {
        long all = inFlight.get();
        long uploads = count(SlotTraffic::isUpload);
        long streams = count(exchange -> !isUpload(exchange) && isStream(exchange));
        long downloads = count(exchange -> !isUpload(exchange) && exchange.isResponseStarted() && !isStream(exchange));
        return new OpenRequests(Math.max(0, all - uploads - streams - downloads), uploads, downloads, streams);
    }

    private long count(Predicate<HttpServerExchange> kind) {
        return open.stream().filter(kind).count();
    }

    private static boolean isUpload(HttpServerExchange exchange) {
        return exchange.getRequestContentLength() > LONG_BODY
                || exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING);
    }

    private static boolean isStream(HttpServerExchange exchange) {
        String type = exchange.getResponseHeaders().getFirst(Headers.CONTENT_TYPE);
        return exchange.isResponseStarted() && type != null && type.startsWith("text/event-stream");
    }
}
