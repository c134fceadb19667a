package ch.meuthak.lotse.console.process;

import ch.meuthak.lotse.console.deploy.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The processes of releases: how one is started, and recognised later. It is started from a list of arguments, without a
 * shell, in an environment that has nothing of the console's: no credentials, no token.
 */
final class ReleaseProcesses {
    private static final String MARK = "-Dlaunch=";
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
    private static final List<String> INHERITED = List.of("PATH", "LANG");

    private final ProcessSettings settings;

    ReleaseProcesses(ProcessSettings settings) {
        this.settings = settings;
    }

    static String newMark() {
        return UUID.randomUUID().toString();
    }

    Process start(SlotRecord record, Slot slot, Path home, Path jar, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(settings.java().toString());
        command.add(MARK + record.mark());
        command.addAll(settings.flags());
        command.add("-jar");
        command.add(jar.toString());
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        fill(builder.environment(), record, slot);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** The names of the variables that a release is started with. */
    Set<String> variables() {
        Map<String, String> environment = new ProcessBuilder().environment();
        fill(environment, new SlotRecord("", 0, 0, 0, "", "", ""), Slot.BLUE);
        return environment.keySet();
    }

    private void fill(Map<String, String> environment, SlotRecord record, Slot slot) {
        environment.keySet().retainAll(INHERITED);
        environment.putAll(settings.environment());
        environment.put("LOTSE_BACKEND_HOST", "127.0.0.1");
        environment.put("LOTSE_BACKEND_PORT", String.valueOf(record.port()));
        environment.put("LOTSE_BACKEND_ADMIN_PORT", "0");
        environment.put("LOTSE_SLOT", slot.id());
        environment.put("LOTSE_RELEASE_DIGEST", record.digest());
        environment.putIfAbsent(
                "LOTSE_HOOK_SOCKET",
                settings.stateDirectory().resolve("hook.sock").toString());
    }

    /**
     * The process of the record, never another one that has got the same id since: its start and its command line must agree.
     * When the console died before it could write the id down, the mark on the command line finds it.
     */
    Optional<ProcessHandle> find(SlotRecord record) {
        Stream<ProcessHandle> candidates =
                record.pid() == 0 ? ProcessHandle.allProcesses() : ProcessHandle.of(record.pid()).stream();
        return candidates
                .filter(process -> startedWhen(process, record))
                .filter(process -> isMarked(process, record))
                .findFirst();
    }

    private static boolean startedWhen(ProcessHandle process, SlotRecord record) {
        Optional<Instant> start = process.info().startInstant();
        return start.isEmpty()
                || record.startedAt() == 0
                || Duration.between(Instant.ofEpochMilli(record.startedAt()), start.get())
                                .abs()
                                .compareTo(CLOCK_TOLERANCE)
                        <= 0;
    }

    /** A process that has ended and waits for its parent to notice has no arguments any more. */
    private static boolean isMarked(ProcessHandle process, SlotRecord record) {
        return process.info()
                .arguments()
                .filter(arguments -> List.of(arguments).contains(MARK + record.mark()))
                .isPresent();
    }
}
