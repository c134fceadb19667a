package ch.meuthak.lotse.console.web.diagnosis;

import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.server.Printable;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The filter of a page's findings, from its address: {@code ?severity=error&hop=target&rule=TGT}. An unknown value filters
 * nothing, and the page says so.
 *
 * @param least this severity or a worse one
 * @param hop only findings at this hop
 * @param rule a part of the rule's id or of the title, in small letters; empty for all
 * @param wrong the unknown values, a sentence each
 */
record FindingFilter(Optional<Severity> least, Optional<Hop> hop, String rule, List<String> wrong) {
    private static final int LONGEST = 60;

    static FindingFilter of(ServerRequest request) {
        String severity = given(request, "severity");
        String hop = given(request, "hop");
        Optional<Severity> least = one(Severity.values(), Severity::id, severity);
        Optional<Hop> at = one(Hop.values(), Hop::id, hop);
        List<String> wrong = Stream.of(
                        unknown("severity", severity, least, Severity.values(), Severity::id),
                        unknown("hop", hop, at, Hop.values(), Hop::id))
                .flatMap(Optional::stream)
                .toList();
        return new FindingFilter(least, at, given(request, "rule"), wrong);
    }

    private static String given(ServerRequest request, String name) {
        String text = request.query().first(name).orElse("").strip().toLowerCase(Locale.ROOT);
        return Printable.of(text, LONGEST);
    }

    private static <T> Optional<T> one(T[] all, Function<T, String> id, String wanted) {
        return Arrays.stream(all).filter(one -> id.apply(one).equals(wanted)).findFirst();
    }

    private static <T> Optional<String> unknown(
            String what, String given, Optional<T> found, T[] all, Function<T, String> id) {
        return given.isEmpty() || found.isPresent()
                ? Optional.empty()
                : Optional.of("Unknown " + what + " \"" + given + "\": it filters nothing. Use one of "
                        + Arrays.stream(all).map(id).collect(Collectors.joining(", ")) + ".");
    }

    boolean active() {
        return least.isPresent() || hop.isPresent() || !rule.isEmpty();
    }

    /** Those that it lets through; one that explains such a one stays, so that nothing is shown without its cause. */
    List<Finding> of(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.withConsequences().anyMatch(this::matches))
                .toList();
    }

    private boolean matches(Finding finding) {
        String words = (finding.rule().id() + " " + finding.title()).toLowerCase(Locale.ROOT);
        return least.filter(severity -> !finding.severity().isAtLeast(severity)).isEmpty()
                && hop.filter(at -> finding.hop().filter(at::equals).isEmpty()).isEmpty()
                && words.contains(rule);
    }

    /** The query that says the same, {@code ?severity=error}; empty when nothing is filtered. */
    String query() {
        String query = Stream.of(
                        pair("severity", least.map(Severity::id).orElse("")),
                        pair("hop", hop.map(Hop::id).orElse("")),
                        pair("rule", rule))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static Optional<String> pair(String name, String value) {
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
