package ch.meuthak.lotse.console.deploy;

import java.util.List;

/**
 * Keeps what was said in deployments, so that it can be read when they are over and their containers are gone. Bounded: only
 * the newest lines of a deployment, and only the newest deployments and the last that succeeded. Every method throws {@link
 * Journal.JournalException} when the disk does not let it.
 */
public interface DeploymentLogs {

    /** Whose lines they are. */
    enum Part {
        CONSOLE,
        RELEASE
    }

    /**
     * Puts these lines in place of those that are kept.
     *
     * @param lines oldest first, without control characters
     */
    void keep(String deployment, Part part, List<String> lines);

    /** Oldest first; none where none are kept. */
    List<String> read(String deployment, Part part);
}
