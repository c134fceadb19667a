package ch.meuthak.lotse.console.facts;

import java.util.List;

/**
 * What fixes something.
 *
 * @param advice one or two sentences that say what to do; empty when there is nothing to do
 * @param commands calls of the AWS command line that do it, complete and for a POSIX shell, in order: the next one only when
 *     the one before has worked; empty when no command does it
 * @param caution what the commands may cut off; empty for nothing
 */
public record Fix(String advice, List<String> commands, String caution) {

    /** The commands as one line to paste; empty when there are none. */
    public String commandLine() {
        return String.join(" && ", commands);
    }
}
