package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.diagnosis.Explanation.Words.words;

import ch.meuthak.lotse.console.diagnosis.Explanation.Words;
import java.util.Map;

/** What the rules are about that look at the box itself. */
final class BoxTexts {
    static final Map<RuleId, Words> ALL = Map.ofEntries(
            words(
                    RuleId.RUN_EDGE,
                    "The Docker engine says that the container of the edge does not run.",
                    "The edge holds the port of the API and hands each request to the release. It was stopped, or it cannot start.",
                    "Start it on the box with docker start, and see in docker logs why it ended."),
            words(
                    RuleId.RUN_MEMORY,
                    "The kernel killed a process of a container within the last ten minutes, because there was no memory.",
                    "It reached the memory limit of its service (mem_limit), or the box itself had no memory left.",
                    "Raise mem_limit of the service, or make it use less. If it is a new release, roll back."),
            words(
                    RuleId.RUN_RESTARTS,
                    "The Docker engine has started a container again three times or more, the last time within ten minutes.",
                    "The program in it keeps ending. Its exit code and its last lines say why.",
                    "See in docker logs what it said. If it is the release, deploy the one before it."),
            words(
                    RuleId.BOX_MEMORY,
                    "Less than 48 MiB of the memory of the box are available.",
                    "When nothing is left, the kernel ends a program, or everything waits for the disk.",
                    "See in docker stats what takes it. Stop what is not needed, or take a larger instance."),
            words(
                    RuleId.BOX_DISK,
                    "Less than 512 MiB of the disk of the box are free.",
                    "Images, logs or something else have filled it. No image can be pulled then, and the journal cannot be written.",
                    "Remove images that nothing uses with docker image prune, or make the volume larger."),
            words(
                    RuleId.BOX_CREDITS,
                    "For a minute, CPU steal was half of the time that the box needed, or a CPU limit throttled it.",
                    "The CPU credits of a burstable instance are used up. A t2.micro earns 6 minutes of CPU an hour, and gets a tenth of one CPU without credits.",
                    "Find what uses the CPU with docker stats. Credits come back while the box is idle; a larger instance earns more."));

    private BoxTexts() {}
}
