package ch.meuthak.lotse.server;

import io.helidon.logging.common.LogConfig;

/** Starts a program so that a user's mistake costs one line and exit code 1, never a stack trace. */
public final class Launch {
    private Launch() {}

    /**
     * Runs the program's main part.
     *
     * @param name of the program, in front of the line
     */
    public static void run(String name, Runnable program) {
        LogConfig.configureRuntime();
        try {
            program.run();
        } catch (SettingsException | StartException e) {
            end(name, String.valueOf(e.getMessage()));
        }
    }

    /** Ends a program with one line that says why, and exit code 1; what was to be closed at a shutdown is closed. */
    public static void end(String name, String why) {
        System.err.println(name + ": " + why);
        System.exit(1);
    }
}
