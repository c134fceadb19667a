package ch.meuthak.lotse.console.deploy;

import java.util.List;

/**
 * Stores the logs of deployments, for the time after their containers are gone. Bounded: the newest lines of the newest
 * deployments, and of the last one that succeeded. Every method throws {@link Journal.JournalException} when the disk fails.
 */
public interface DeploymentLogs {

    /** The source of the lines. */
    enum Part {
        CONSOLE,
        RELEASE
    }

    /**
     * Replaces the stored lines.
     *
     * @param lines oldest first, without control characters
     */
    void keep(String deployment, Part part, List<String> lines);

    /** Oldest first; empty if there are none. */
    List<String> read(String deployment, Part part);
}
