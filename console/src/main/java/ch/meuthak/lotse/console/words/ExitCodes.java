package ch.meuthak.lotse.console.words;

import java.util.Map;

/**
 * How a program ended, as its exit code says it. A shell and a container engine say 128 and the signal's number for a program
 * that a signal ended.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/signal.7.html">signal(7)</a>
 * @see <a href="https://docs.docker.com/engine/containers/run/#exit-status">docs.docker.com, "Exit status"</a>
 */
public final class ExitCodes {
    /** SIGKILL. */
    public static final int KILLED = 137;

    private static final int SIGNALS = 128;
    private static final int LAST_SIGNAL = 64;

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(0, "exited with code 0 (no error)"),
            Map.entry(1, "exited with code 1 (an error of the program itself)"),
            Map.entry(2, "exited with code 2 (often a wrong argument or setting)"),
            Map.entry(125, "could not be started (exit code 125, the container engine failed)"),
            Map.entry(126, "could not be started (exit code 126, its command cannot be executed)"),
            Map.entry(127, "could not be started (exit code 127, its command was not found)"),
            Map.entry(SIGNALS + 2, "was interrupted (exit code 130, SIGINT)"),
            Map.entry(SIGNALS + 4, "crashed (exit code 132, SIGILL: an instruction that this processor does not have)"),
            Map.entry(SIGNALS + 6, "aborted (exit code 134, SIGABRT)"),
            Map.entry(SIGNALS + 7, "crashed (exit code 135, SIGBUS: a memory error)"),
            Map.entry(SIGNALS + 8, "crashed (exit code 136, SIGFPE: an arithmetic error)"),
            Map.entry(KILLED, "was killed (exit code 137, SIGKILL: often out of memory)"),
            Map.entry(SIGNALS + 11, "crashed (exit code 139, SIGSEGV: a memory error)"),
            Map.entry(SIGNALS + 13, "ended with a broken pipe (exit code 141, SIGPIPE)"),
            Map.entry(SIGNALS + 15, "was stopped (exit code 143, SIGTERM)"));

    private ExitCodes() {}

    /** As the end of a sentence that begins with "It": {@code was stopped (exit code 143, SIGTERM)}. Any code has words. */
    public static String ended(int code) {
        String words = WORDS.get(code);
        if (words != null) {
            return words;
        }
        return code > SIGNALS && code <= SIGNALS + LAST_SIGNAL
                ? "was ended by signal " + (code - SIGNALS) + " (exit code " + code + ")"
                : "exited with code " + code;
    }

    /**
     * How a program ended that the kernel killed because there was no memory.
     *
     * @param limit bytes that it could use; 0 when it had no limit of its own
     */
    public static String outOfMemory(int code, long limit) {
        String where = limit > 0 ? "at its limit of " + Amounts.mebibytes(limit) : "because the machine had none left";
        String shown = code == KILLED ? "exit code 137" : ended(code);
        return "ran out of memory: the kernel killed it " + where + " (" + shown + ")";
    }
}
