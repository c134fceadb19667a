package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.Printable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HAProxy's table of what has not ended, whose keys are a slot and a kind: {@code blue-request} counts all requests without a
 * long body, {@code blue-upload} those with one, and {@code blue-download} and {@code blue-stream} the answers that have begun.
 * Beside that, of {@code blue-request}, how many the release rightly refused. A dozen lines at most, however many requests there are.
 *
 * @see <a href="https://docs.haproxy.org/2.6/management.html#9.3">show table</a>
 */
record OpenTable(Map<String, Long> counts, Map<String, Long> refusals) {
    /** The section that has it. */
    static final String NAME = "open_requests";

    private static final Pattern LINE = Pattern.compile(
            "0x[0-9a-f]+: key=([a-z]{1,10}-[a-z]{1,10}) .*\\bgpc0=([0-9]{1,9})\\b.*\\bconn_cur=([0-9]{1,9})");

    OpenTable {
        counts = Map.copyOf(counts);
        refusals = Map.copyOf(refusals);
    }

    /** @throws PlatformException when the text is nothing that HAProxy would say of it */
    static OpenTable parse(String answer) throws PlatformException {
        List<String> lines = answer.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("# table: " + NAME + ",")) {
            throw new PlatformException("The edge did not answer with its table " + NAME + " but with \""
                    + Printable.excerpt(answer) + "\". Start the edge of the same version as the console.");
        }
        Map<String, Long> counts = new HashMap<>();
        Map<String, Long> refusals = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher entry = LINE.matcher(line);
            if (!entry.matches()) {
                throw new PlatformException(
                        "The edge's table " + NAME + " has a line \"" + Printable.excerpt(line) + "\".");
            }
            refusals.put(entry.group(1), Long.parseLong(entry.group(2)));
            counts.put(entry.group(1), Long.parseLong(entry.group(3)));
        }
        return new OpenTable(counts, refusals);
    }

    /** An answer that has begun is counted with its request, too. An upload stays one. */
    OpenRequests of(Slot slot) {
        long downloads = count(slot, "download");
        long streams = count(slot, "stream");
        long requests = count(slot, "request") - downloads - streams;
        return new OpenRequests(Math.max(0, requests), count(slot, "upload"), downloads, streams);
    }

    /** How many requests the slot has answered with 501 or 505. */
    long refused(Slot slot) {
        return refusals.getOrDefault(slot.id() + "-request", 0L);
    }

    private long count(Slot slot, String kind) {
        return counts.getOrDefault(slot.id() + "-" + kind, 0L);
    }
}
