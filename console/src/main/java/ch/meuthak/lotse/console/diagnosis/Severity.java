package ch.meuthak.lotse.console.diagnosis;

import java.util.Locale;

/** How much a finding matters, the least first. */
public enum Severity {
    /** Worth knowing; nothing is wrong today. */
    INFO,
    /** Wrong, or going to be. */
    WARNING,
    /** Requests fail, or will within days. */
    ERROR,
    /** Requests fail, or will by tomorrow, until it is fixed. */
    CRITICAL;

    /** As it stands in the JSON API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it matters as much as the other, or more. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
