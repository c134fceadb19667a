package ch.meuthak.lotse.console.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes for {@code --help}. */
final class ExitCodeTexts {
    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        add(ExitCode.WELL, "All good. Everything needed was read, and there is no warning.");
        add(ExitCode.WARNING, "There is a warning.");
        add(ExitCode.BROKEN, "There is an error, or something critical.");
        add(ExitCode.NOT_KNOWN, "Not known. A part that is needed could not be read.");
        add(ExitCode.WRONG_USAGE, "Wrong usage.");
        add(ExitCode.UNAVAILABLE, "The console runs, but does not answer as expected.");
        add(ExitCode.SOFTWARE, "The doctor itself failed, or it had too little memory.");
        add(ExitCode.WRONG_SETTING, "A setting is missing or wrong.");
    }

    private ExitCodeTexts() {}

    private static void add(int code, String text) {
        ALL.put(Integer.toString(code), text);
    }
}
