package ch.meuthak.lotse.console.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What GitHub's runner makes of a step's output: commands, and lines that it shows.
 *
 * @param commands in their order
 * @param shown what can be read in the job's log, before anything is masked
 * @see <a href="https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs">its rules</a>
 */
public record RunnerLog(List<Command> commands, String shown) {
    private static final Set<String> REGISTERED = Set.of(
            "set-env",
            "set-output",
            "save-state",
            "add-mask",
            "add-path",
            "add-matcher",
            "remove-matcher",
            "error",
            "warning",
            "notice",
            "debug",
            "group",
            "endgroup",
            "echo",
            "stop-commands");
    private static final Pattern COMMAND = Pattern.compile("::(\\S*?)(?: (.*?))?::(.*)");
    private static final Pattern OLD_COMMAND = Pattern.compile(".*?##\\[(\\S*?)(?: (.*?))?](.*)");

    /** A workflow command: {@code ::error title=Redeploy::Not deployed}. */
    public record Command(String name, String properties, String data) {}

    static RunnerLog of(String output) {
        List<Command> commands = new ArrayList<>();
        StringBuilder shown = new StringBuilder();
        for (String line : output.split("\r\n|\r|\n", -1)) {
            Optional<Command> command = command(line);
            command.ifPresent(commands::add);
            shown.append(command.map(RunnerLog::visible).orElse(line)).append('\n');
        }
        return new RunnerLog(List.copyOf(commands), shown.toString());
    }

    private static Optional<Command> command(String line) {
        return parse(COMMAND, line.stripLeading()).or(() -> parse(OLD_COMMAND, line));
    }

    private static Optional<Command> parse(Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        if (!found.matches() || !REGISTERED.contains(found.group(1).toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        String properties = found.group(2) == null ? "" : found.group(2);
        return Optional.of(new Command(found.group(1), properties, unescaped(found.group(3))));
    }

    private static String unescaped(String data) {
        return data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    }

    /** A mask is not echoed; of the others the text is. */
    private static String visible(Command command) {
        return command.name().equals("add-mask") ? "" : command.data();
    }

    /** The data of every command of this name. */
    public List<String> data(String name) {
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .map(Command::data)
                .toList();
    }
}
