package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HAProxy's table of what has not ended, whose keys are a slot and a kind: {@code blue-upload} counts the requests with a long
 * body, and {@code blue-download} and {@code blue-stream} the answers of the others that have begun. A few lines at most, however
 * many requests there are.
 *
 * @see <a href="https://docs.haproxy.org/2.6/management.html#9.3">show table</a>
 */
record OpenTable(Map<String, Long> counts) {
    /** The section that has it. */
    static final String NAME = "open_by_kind";

    private static final Pattern LINE =
            Pattern.compile("0x[0-9a-f]+: key=([a-z]{1,10}-[a-z]{1,10}) .*\\bconn_cur=([0-9]{1,9})");

    OpenTable {
        counts = Map.copyOf(counts);
    }

    /** @throws PlatformException when the text is not from HAProxy */
    static OpenTable parse(String answer) throws PlatformException {
        Map<String, Long> counts = new HashMap<>();
        for (Matcher entry : StickTable.entries(NAME, LINE, answer)) {
            counts.put(entry.group(1), Long.parseLong(entry.group(2)));
        }
        return new OpenTable(counts);
    }

    /**
     * What the slot has, by kind. An upload stays one.
     *
     * @param inFlight all its requests, counted before the table was read: what ended meanwhile is among the requests
     */
    OpenRequests of(Slot slot, long inFlight) {
        long uploads = count(slot, "upload");
        long downloads = count(slot, "download");
        long streams = count(slot, "stream");
        long requests = inFlight - uploads - downloads - streams;
        return new OpenRequests(Math.max(0, requests), uploads, downloads, streams);
    }

    private long count(Slot slot, String kind) {
        return counts.getOrDefault(slot.id() + "-" + kind, 0L);
    }
}
