package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HAProxy's table of what became of requests, which {@code haproxy.cfg} explains. All its counters only rise, from when HAProxy
 * started, and all are raised at the same moment of a request: nothing has to be taken from anything.
 *
 * @param run which start of HAProxy that was: its process and its second
 * @param counts the answers and the errors of blue, then of green
 * @see <a href="https://docs.haproxy.org/2.6/management.html#9.3">show info, show table</a>
 */
record AnswerTable(String run, List<Long> counts) {
    /** The section that has it. */
    static final String NAME = "requests";

    private static final Pattern LINE = Pattern.compile("0x[0-9a-f]+: key=(?:body|other) .*\\bgpc0=([0-9]{1,10})"
            + " gpc1=([0-9]{1,10}) gpc2=([0-9]{1,10}) gpc3=([0-9]{1,10})");

    AnswerTable {
        counts = List.copyOf(counts);
    }

    /** @throws PlatformException when the texts are not from HAProxy */
    static AnswerTable parse(String info, String table) throws PlatformException {
        long[] sums = new long[2 * Slot.values().length];
        for (Matcher entry : StickTable.entries(NAME, LINE, table.isEmpty() ? info : table)) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += Long.parseLong(entry.group(i + 1));
            }
        }
        return new AnswerTable(
                line(info, "Start_time_sec") + " " + line(info, "Pid"),
                Arrays.stream(sums).boxed().toList());
    }

    private static String line(String info, String name) throws PlatformException {
        return info.lines()
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .orElseThrow(() -> new PlatformException("The edge did not return its " + name + " but \""
                        + Printable.excerpt(info) + "\". Check that no other program uses its socket."));
    }

    /** What the slot did. */
    Traffic traffic(Slot slot) {
        int first = slot == Slot.BLUE ? 0 : 2;
        return Traffic.of(run, counts.get(first), counts.get(first + 1));
    }
}
