package ch.meuthak.lotse.backend.http;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many requests, how they ended and how long they took, by method, route and status, in the text format of Prometheus
 * (version 0.0.4). The label is the route's pattern, never the path, so that nobody outside can make new series.
 *
 * <p>By hand: Helidon's metrics bring Micrometer, two Prometheus clients and an OTLP exporter. That is too much for a box of
 * 1 GiB and two kinds of numbers.
 */
public final class RequestMetrics implements Filter {
    /** The media type of {@link #text}. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double[] BOUNDS = {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30};

    private record Series(String method, String route, int status) {}

    private static final class Times {
        private final LongAdder[] buckets = new LongAdder[BOUNDS.length];
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        private Times() {
            Arrays.setAll(buckets, i -> new LongAdder());
        }

        private void add(long took) {
            for (int i = 0; i < BOUNDS.length; i++) {
                if (took <= BOUNDS[i] * 1e9) {
                    buckets[i].increment();
                    break;
                }
            }
            count.increment();
            nanos.add(took);
        }
    }

    private final Map<Series, Times> series = new ConcurrentHashMap<>();
    private final LongAdder inFlight = new LongAdder();

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long began = System.nanoTime();
        inFlight.increment();
        try {
            chain.proceed();
        } finally {
            inFlight.decrement();
            Series key = new Series(
                    method(request), route(request), response.status().code());
            series.computeIfAbsent(key, k -> new Times()).add(System.nanoTime() - began);
        }
    }

    private static String route(RoutingRequest request) {
        return request.matchingPattern().orElse("none").replace("[/]", "");
    }

    private static String method(RoutingRequest request) {
        String method = request.prologue().method().text();
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH" -> method;
            default -> "other";
        };
    }

    /** All numbers as they are now. */
    public String text() {
        StringBuilder text = new StringBuilder(4096);
        text.append(
                "# HELP lotse_requests_in_flight Requests being answered now.\n# TYPE lotse_requests_in_flight gauge\n");
        text.append("lotse_requests_in_flight ").append(inFlight.sum()).append('\n');
        text.append("# HELP lotse_request_seconds Time to answer a request.\n# TYPE lotse_request_seconds histogram\n");
        series.forEach((key, times) -> append(text, key, times));
        Runtime jvm = Runtime.getRuntime();
        gauge(text, "lotse_heap_used_bytes", "Heap in use.", jvm.totalMemory() - jvm.freeMemory());
        gauge(text, "lotse_heap_max_bytes", "The most that the heap may grow to.", jvm.maxMemory());
        return text.toString();
    }

    private static void append(StringBuilder text, Series key, Times times) {
        String labels = "method=\"%s\",route=\"%s\",status=\"%d\"".formatted(key.method(), key.route(), key.status());
        long sum = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            sum += times.buckets[i].sum();
            line(text, "bucket{" + labels + ",le=\"" + BOUNDS[i] + "\"}", Long.toString(sum));
        }
        long count = times.count.sum();
        line(text, "bucket{" + labels + ",le=\"+Inf\"}", Long.toString(count));
        line(text, "sum{" + labels + "}", String.format(Locale.ROOT, "%.6f", times.nanos.sum() / 1e9));
        line(text, "count{" + labels + "}", Long.toString(count));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("lotse_request_seconds_")
                .append(name)
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        text.append("# HELP %s %s\n# TYPE %s gauge\n%s %d\n".formatted(name, help, name, name, value));
    }
}
