package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Latency;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.ServedTls;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the probes saw; absent parts as in {@link TopologyJson}. */
public record OutsideJson(
        Optional<ZoneJson> zone, Optional<ServedTls> tls, Optional<VisitJson> domain, Optional<VisitJson> straight) {

    static OutsideJson of(Outside outside, ReadParts parts) {
        Stream.of(outside.zone(), outside.tls(), outside.domain(), outside.straight())
                .forEach(parts::failed);
        return new OutsideJson(
                parts.one("outside.zone", outside.zone()).map(ZoneJson::of),
                parts.one("outside.tls", outside.tls()),
                parts.one("outside.domain", outside.domain()).map(VisitJson::of),
                parts.one("outside.straight", outside.straight()).map(VisitJson::of));
    }

    /** What the authoritative servers say. */
    public record ZoneJson(
            String zone,
            List<String> nameServers,
            String answeredBy,
            String alias,
            List<String> addresses,
            List<ZoneAnswer.ValidationLookup> validations,
            Optional<List<String>> caa,
            Instant at) {

        private static ZoneJson of(ZoneAnswer answer) {
            return new ZoneJson(
                    answer.zone(),
                    answer.nameServers(),
                    answer.answeredBy(),
                    answer.alias(),
                    answer.addresses(),
                    answer.validations(),
                    answer.caa().toOptional(),
                    answer.at());
        }
    }

    /**
     * A request that the console sent.
     *
     * @param status absent without an answer; {@code failure} then says why
     */
    public record VisitJson(
            String url,
            Optional<Integer> status,
            String release,
            String failure,
            Optional<LatencyJson> latency,
            Instant at) {

        private static VisitJson of(HttpVisit visit) {
            return new VisitJson(
                    visit.url(),
                    Optional.of(visit.status()).filter(status -> status != 0),
                    visit.release(),
                    visit.failure(),
                    visit.latency().map(LatencyJson::of),
                    visit.at());
        }
    }

    /** Where the time of a request went, in milliseconds. */
    public record LatencyJson(double resolve, double connect, double tls, double firstByte, double total) {
        private static LatencyJson of(Latency latency) {
            return new LatencyJson(
                    millis(latency.resolve()),
                    millis(latency.connect()),
                    millis(latency.tls()),
                    millis(latency.firstByte()),
                    millis(latency.total()));
        }

        private static double millis(Duration took) {
            return Math.round(took.toNanos() / 1e4) / 100.0;
        }
    }
}
