package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.DeploymentLogs.Part;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.server.Printable;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The log of each deployment: what the console did, and what the release printed. It belongs to the deployment and is kept
 * with it, whatever becomes of the slot. A disk that refuses holds up no deployment.
 */
record DeploymentLog(Platform platform, Journal journal, DeploymentLogs logs, InstantSource clock) {
    private static final Logger LOG = Logger.getLogger(DeploymentLog.class.getName());
    private static final int MOST_LINES = 1000;
    private static final int LONGEST_LINE = 2000;

    /** Adds a line of the console's. */
    void say(String id, String sentence) {
        String line =
                clock.instant().truncatedTo(ChronoUnit.SECONDS) + " console: " + Printable.line(sentence, LONGEST_LINE);
        try {
            synchronized (logs) {
                List<String> lines = new ArrayList<>(logs.read(id, Part.CONSOLE));
                lines.add(line);
                logs.keep(id, Part.CONSOLE, lines);
            }
        } catch (JournalException e) {
            LOG.log(Level.FINE, "A line of a log is not kept: {0}", e.getMessage());
        }
    }

    /** Keeps what the slot's occupant, which this deployment started, has printed. */
    void keepOutput(String id, Slot slot) {
        try {
            List<String> output = platform.remains(slot, MOST_LINES).lastLines();
            if (!output.isEmpty()) {
                logs.keep(id, Part.RELEASE, LogLines.merged(logs.read(id, Part.RELEASE), output));
            }
        } catch (PlatformException | JournalException e) {
            LOG.log(Level.WARNING, "What a release printed is not kept: {0}", e.getMessage());
        }
    }

    /** The same of the release that served last, where it is or was in this slot. */
    void keepOutput(Slot slot) {
        try {
            journal.lastSucceeded()
                    .filter(found -> found.slot().filter(slot::equals).isPresent())
                    .ifPresent(found -> keepOutput(found.id(), slot));
        } catch (JournalException e) {
            LOG.log(Level.WARNING, "What a release printed is not kept: {0}", e.getMessage());
        }
    }

    /** The serving release has ended, or was restarted; {@code state} says how, as {@link Platform.Remains#state}. */
    void serviceEnded(Slot slot, String state) {
        try {
            journal.lastSucceeded()
                    .filter(found -> found.slot().filter(slot::equals).isPresent())
                    .ifPresent(found -> say(found.id(), "The release in slot " + slot.id() + " " + state + "."));
        } catch (JournalException e) {
            LOG.log(Level.FINE, "A line of a log is not kept: {0}", e.getMessage());
        }
        keepOutput(slot);
    }

    /** The newest lines, the console's first; each has the oldest first. At least half of them are the release's. */
    List<String> last(Deployment found, int most) {
        List<String> output = LogLines.last(output(found), most);
        List<String> console = LogLines.last(read(found, Part.CONSOLE), Math.max(most - output.size(), most / 2));
        List<String> lines = new ArrayList<>(console);
        lines.addAll(LogLines.last(output, most - console.size()));
        return List.copyOf(lines);
    }

    private List<String> output(Deployment found) {
        List<String> kept = read(found, Part.RELEASE);
        List<String> live = ownsItsSlot(found) ? live(found) : List.of();
        if (kept.isEmpty() && live.isEmpty()) {
            return found.evidence().map(Deployment.Evidence::lastLogLines).orElse(List.of());
        }
        return LogLines.merged(kept, live);
    }

    private List<String> read(Deployment found, Part part) {
        try {
            return logs.read(found.id(), part);
        } catch (JournalException e) {
            return part == Part.CONSOLE ? List.of() : List.of("The log cannot be read: " + e.getMessage());
        }
    }

    /** Whether what is in the slot is this deployment's, not a later one's. */
    private boolean ownsItsSlot(Deployment found) {
        if (!found.state().isFinal()) {
            return found.state().compareTo(DeploymentState.STARTING) > 0;
        }
        return found.state() == DeploymentState.SUCCEEDED
                && journal.lastSucceeded()
                        .filter(newest -> newest.id().equals(found.id()))
                        .isPresent();
    }

    private List<String> live(Deployment found) {
        try {
            return found.slot().isEmpty()
                    ? List.of()
                    : platform.remains(found.slot().get(), MOST_LINES).lastLines();
        } catch (PlatformException e) {
            return List.of("The output cannot be read: " + e.getMessage());
        }
    }
}
