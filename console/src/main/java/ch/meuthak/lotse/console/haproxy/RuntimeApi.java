package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The six commands for the edge. HAProxy reports little about their success, so each change is checked afterwards.
 *
 * @param map as HAProxy's configuration names it
 */
record RuntimeApi(RuntimeSocket socket, Path map) {
    private static final String KEY = "slot";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /** The slot with the traffic; absent when the map has none. */
    Optional<Slot> active() throws PlatformException {
        return value().flatMap(text -> Arrays.stream(Slot.values())
                .filter(slot -> slot.id().equals(text))
                .findAny());
    }

    /** Sends every request from now on to the slot. */
    void choose(Slot slot) throws PlatformException {
        String command = value().isPresent() ? "set" : "add";
        String answer = socket.ask(command + " map " + map + " " + KEY + " " + slot.id());
        if (!active().equals(Optional.of(slot))) {
            throw new PlatformException("The edge did not switch the traffic to slot " + slot.id() + ". It returned \""
                    + Printable.excerpt(answer) + "\".");
        }
    }

    Statistics statistics() throws PlatformException {
        return Statistics.parse(socket.ask("show stat"));
    }

    /**
     * What the slot has that has not ended. All is counted before its kinds are: what ends in between is a request once more, and
     * never hides one. After a switch nothing begins in the old slot.
     */
    OpenRequests open(Slot slot) throws PlatformException {
        List<String> answers = both("show stat", "show table " + OpenTable.NAME);
        long all = Sections.of(slot).inFlight(Statistics.parse(answers.getFirst()));
        return OpenTable.parse(answers.getLast()).of(slot, all);
    }

    /** What became of requests since the edge started, and which start that was. */
    AnswerTable answers() throws PlatformException {
        List<String> answers = both("show info", "show table " + AnswerTable.NAME);
        return AnswerTable.parse(answers.getFirst(), answers.getLast());
    }

    /** The answers to two commands on one connection, one right after the other: a blank line is between them. */
    private List<String> both(String first, String second) throws PlatformException {
        String answer = socket.ask(first + ";" + second);
        int end = answer.indexOf("\n\n");
        return end < 0 ? List.of(answer, "") : List.of(answer.substring(0, end), answer.substring(end + 2));
    }

    /** Connects to another address from now on; newer versions of HAProxy need a moment for that. */
    void move(String section, ServerAddress where) throws PlatformException {
        String answer = socket.ask("set server " + section + "/app " + where.arguments());
        long end = socket.time().nanos() + socket.deadline().toNanos();
        while (!statistics().server(section).text("addr").equals(where.shown())) {
            if (socket.time().nanos() > end) {
                throw new PlatformException("The edge did not accept the address " + where.shown() + " for " + section
                        + ". It returned \"" + Printable.excerpt(answer) + "\".");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Marks the section's server as down until a check succeeds. */
    void doubt(String section) throws PlatformException {
        socket.ask("set server " + section + "/app health down");
    }

    /** Each line is an address in memory, a key and its value. */
    private Optional<String> value() throws PlatformException {
        String answer = socket.ask("show map " + map);
        Optional<String> value = Optional.empty();
        for (String line : answer.lines().toList()) {
            List<String> words = List.of(line.strip().split("\\s+", 3));
            if (words.size() < 2 || !words.getFirst().startsWith("0x")) {
                throw new PlatformException(
                        "The edge did not return its map " + map + " but \"" + Printable.excerpt(answer)
                                + "\". Give the edge and the console the same directory at the same path.");
            }
            if (value.isEmpty() && words.get(1).equals(KEY)) {
                value = Optional.of(words.size() > 2 ? words.get(2).strip() : "");
            }
        }
        return value;
    }
}
