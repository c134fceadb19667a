package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Certificate.ValidationRecord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The DNS records that prove names to ACM, as a person types them. */
final class ValidationRecords {
    private ValidationRecords() {}

    /** The records that prove the names of a certificate, to copy. */
    static String records(Certificate certificate) {
        // ACM has no record in the first seconds after a request, and none at all where a mail proves the name.
        List<ValidationRecord> named = certificate.validationRecords().stream()
                .filter(one -> !one.name().isEmpty())
                .toList();
        return named.isEmpty()
                ? "the record that ACM shows"
                : named.stream()
                        .limit(10)
                        .map(ValidationRecords::record)
                        .collect(Collectors.joining(" and ", named.size() == 1 ? "the record " : "the records ", ""));
    }

    static String record(ValidationRecord wanted) {
        return bare(wanted.name()) + " CNAME " + bare(wanted.value());
    }

    /** Without the final dot, which looks like the end of a sentence. */
    static String bare(String name) {
        return name.replaceFirst("\\.$", "");
    }

    static boolean same(String one, String other) {
        return absolute(one).equals(absolute(other));
    }

    static String absolute(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    static String relative(String name, String zone) {
        String whole = absolute(name);
        String end = "." + absolute(zone);
        return whole.endsWith(end) ? whole.substring(0, whole.length() - end.length()) : whole;
    }
}
