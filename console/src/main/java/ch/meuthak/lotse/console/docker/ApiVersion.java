package ch.meuthak.lotse.console.docker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the Engine API. */
record ApiVersion(int major, int minor) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");
    private static final ApiVersion START_INTERVAL = new ApiVersion(1, 44);

    /** An unreadable version counts as a very old one. */
    static ApiVersion of(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? new ApiVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)))
                : new ApiVersion(1, 0);
    }

    /** Whether a health check may have an interval of its own while the container starts. */
    boolean hasStartInterval() {
        return major > START_INTERVAL.major || (major == START_INTERVAL.major && minor >= START_INTERVAL.minor);
    }
}
