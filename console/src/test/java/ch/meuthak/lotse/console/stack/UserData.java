package ch.meuthak.lotse.console.stack;

import ch.meuthak.lotse.server.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The box's script, of which a test runs the parts that this machine can do without being changed. */
record UserData(Path folder, Path file) {

    static UserData of(Path folder, String script) throws Exception {
        return new UserData(folder, Files.writeString(folder.resolve("user-data.sh"), script));
    }

    /**
     * Reads the script, which then does nothing by itself, and runs these lines in the same shell.
     *
     * @param environment besides a PATH
     */
    Program run(Map<String, String> environment, String... lines) throws Exception {
        var all = new HashMap<>(environment);
        all.put("PATH", System.getenv().getOrDefault("PATH", ""));
        String script = ". " + file + "\npause=0.1\n" + String.join("\n", lines);
        return Program.start(folder, all, List.of("bash", "-c", script));
    }

    /** What these lines print; they must go well. */
    String output(Map<String, String> environment, String... lines) throws Exception {
        try (Program program = run(environment, lines)) {
            int code = program.exitCode();
            if (code != 0) {
                throw new AssertionError("exit code " + code + ": " + program.output());
            }
            return program.output().strip();
        }
    }
}
