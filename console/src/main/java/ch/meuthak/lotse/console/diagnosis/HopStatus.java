package ch.meuthak.lotse.console.diagnosis;

import java.util.Locale;

/** The state of one hop. {@code UNKNOWN} is said whenever what it takes to judge was not read. */
public enum HopStatus {
    OK,
    WARN,
    FAIL,
    UNKNOWN;

    /** As it stands in the JSON API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
