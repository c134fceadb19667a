package ch.meuthak.lotse.console.hook;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A call that must start nothing.
 *
 * @param expected the answers that are right; 0 for a connection that is closed without one
 */
record HostileRow(String name, Call call, Set<Integer> expected) {
    HostileRow(String name, Call call, int... expected) {
        this(name, call, set(expected));
    }

    /** A text that may be long, as it stands in a name. */
    static String shown(String text) {
        int half = 40;
        return text.length() <= 2 * half
                ? text
                : text.substring(0, half) + "..." + text.substring(text.length() - half) + " of " + text.length();
    }

    private static Set<Integer> set(int... statuses) {
        return Arrays.stream(statuses).boxed().collect(Collectors.toSet());
    }
}
