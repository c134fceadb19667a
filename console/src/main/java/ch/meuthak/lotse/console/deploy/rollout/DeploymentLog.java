package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentLogs;
import ch.meuthak.lotse.console.deploy.DeploymentLogs.Part;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.deploy.Platform;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.Printable;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The log of each deployment: the console's steps, and the release's output. It is kept with the deployment, regardless of
 * the slot. A full disk stops no deployment.
 */
record DeploymentLog(Platform platform, Journal journal, DeploymentLogs logs, InstantSource clock) {
    private static final Logger LOG = Logger.getLogger(DeploymentLog.class.getName());
    private static final int MOST_LINES = 1000;
    private static final int LONGEST_LINE = 2000;

    /** Adds a line of the console. */
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
            LOG.log(Level.FINE, "A log line is not kept: {0}", e.getMessage());
        }
    }

    /** Keeps the output of the release that this deployment started in the slot. */
    void keepOutput(String id, Slot slot) {
        try {
            List<String> output = platform.remains(slot, MOST_LINES).lastLines();
            if (!output.isEmpty()) {
                logs.keep(id, Part.RELEASE, merged(logs.read(id, Part.RELEASE), output));
            }
        } catch (PlatformException | JournalException e) {
            LOG.log(Level.WARNING, "The output of a release is not kept: {0}", e.getMessage());
        }
    }

    /** The same for the release that served last, if this is or was its slot. */
    void keepOutput(Slot slot) {
        try {
            journal.lastSucceeded()
                    .filter(found -> found.slot().filter(slot::equals).isPresent())
                    .ifPresent(found -> keepOutput(found.id(), slot));
        } catch (JournalException e) {
            LOG.log(Level.WARNING, "The output of a release is not kept: {0}", e.getMessage());
        }
    }

    /** The serving release ended, or was restarted; {@code state} is as {@link Platform.Remains#state}. */
    void serviceEnded(Slot slot, String state) {
        try {
            journal.lastSucceeded()
                    .filter(found -> found.slot().filter(slot::equals).isPresent())
                    .ifPresent(found -> say(found.id(), "The release in slot " + slot.id() + " " + state + "."));
        } catch (JournalException e) {
            LOG.log(Level.FINE, "A log line is not kept: {0}", e.getMessage());
        }
        keepOutput(slot);
    }

    /** The newest lines, the console's before the release's, each with the oldest first. At least half are the release's. */
    List<String> last(Deployment found, int most) {
        List<String> output = newest(output(found), most);
        List<String> console = newest(read(found, Part.CONSOLE), Math.max(most - output.size(), most / 2));
        List<String> lines = new ArrayList<>(console);
        lines.addAll(newest(output, most - console.size()));
        return List.copyOf(lines);
    }

    private List<String> output(Deployment found) {
        List<String> kept = read(found, Part.RELEASE);
        List<String> live = ownsItsSlot(found) ? live(found) : List.of();
        if (kept.isEmpty() && live.isEmpty()) {
            return found.evidence().map(Deployment.Evidence::lastLogLines).orElse(List.of());
        }
        return merged(kept, live);
    }

    private List<String> read(Deployment found, Part part) {
        try {
            return logs.read(found.id(), part);
        } catch (JournalException e) {
            return part == Part.CONSOLE ? List.of() : List.of("The log cannot be read: " + e.getMessage());
        }
    }

    /** Whether this deployment, and no later one, started the release in the slot. */
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

    /**
     * One output that was read twice. As far as the later lines begin within the earlier ones they are the same; the others
     * follow.
     */
    static List<String> merged(List<String> before, List<String> now) {
        int shared = 0;
        int from = 0;
        for (int i = 0; i < now.size(); i++) {
            int overlap = Math.min(before.size(), i + 1);
            if (overlap > shared && newest(before, overlap).equals(now.subList(i + 1 - overlap, i + 1))) {
                shared = overlap;
                from = i + 1;
            }
        }
        List<String> all = new ArrayList<>(before);
        all.addAll(now.subList(from, now.size()));
        return List.copyOf(all);
    }

    private static List<String> newest(List<String> lines, int most) {
        return lines.subList(Math.max(0, lines.size() - Math.max(0, most)), lines.size());
    }
}
