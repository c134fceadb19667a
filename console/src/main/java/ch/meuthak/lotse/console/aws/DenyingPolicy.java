package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Denial;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads from AWS's message which policy denies a call: the only place that reads it. */
enum DenyingPolicy {
    LAB("voc-cancel-cred", Denial.LAB_ENDED),
    NONE("identity-based policy allows", Denial.NOT_ALLOWED),
    SERVICE_CONTROL("service control policy", Denial.SERVICE_CONTROL),
    RESOURCE_CONTROL("resource control policy", Denial.RESOURCE_CONTROL),
    BOUNDARY("permissions boundary", Denial.BOUNDARY),
    SESSION("session policy", Denial.SESSION),
    ENDPOINT("vpc endpoint policy", Denial.ENDPOINT),
    RESOURCE("resource-based policy", Denial.RESOURCE),
    IDENTITY("explicit deny in an identity-based policy", Denial.IDENTITY),
    SOME("explicit deny", Denial.SOME);

    private final String mark;
    private final Denial denial;

    DenyingPolicy(String mark, Denial denial) {
        this.mark = mark;
        this.denial = denial;
    }

    /** By AWS's message about a call that was denied. */
    static Denial in(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(one -> text.contains(one.mark))
                .map(one -> one.denial)
                .findFirst()
                .orElse(Denial.NOT_ALLOWED);
    }
}
