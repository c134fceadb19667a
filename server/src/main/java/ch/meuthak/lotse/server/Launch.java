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
            System.err.println(name + ": " + e.getMessage());
            System.exit(1);
        }
    }
}
