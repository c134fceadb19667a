package ch.meuthak.lotse.console.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes for {@code --help}. */
final class ExitCodeTexts {
    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        add(ExitCode.WELL, "Everything it takes was read, and nothing is worse than worth knowing.");
        add(ExitCode.WARNING, "A warning.");
        add(ExitCode.BROKEN, "An error, or something critical.");
        add(ExitCode.NOT_KNOWN, "Not known: not everything it takes could be read.");
        add(ExitCode.WRONG_USAGE, "Wrong usage.");
        add(ExitCode.UNAVAILABLE, "A console runs, but does not answer as it should.");
        add(ExitCode.SOFTWARE, "The doctor himself has a fault, or too little memory.");
        add(ExitCode.WRONG_SETTING, "A setting is missing or wrong.");
    }

    private ExitCodeTexts() {}

    private static void add(int code, String text) {
        ALL.put(Integer.toString(code), text);
    }
}
