package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Unanswered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a candidate failed, if its container lacks something: a place to write, a capability, a network, a variable. The pattern
 * is what programs of many languages print then. Only paths and names of variables are quoted from their output.
 *
 * @param trace matches such a line; its first group is the capability or variable, if there is one
 * @param words the meaning and the fix; {@code %s} stands for all names that were found: the first group, otherwise the last
 *     path of the line
 */
record KnownCause(Pattern trace, String words) {
    private static final int MOST_NAMED = 5;
    private static final int MOST_CAUSES = 3;
    private static final int LONGEST = 500;

    /** Not the slashes of a date. */
    private static final Pattern PATH = Pattern.compile("(?<![A-Za-z0-9:/.])/[A-Za-z0-9._@+-]+(?:/[A-Za-z0-9._@+-]+)*");

    private static final String NAME = "([A-Z][A-Z0-9_]{1,63})";
    private static final String GUIDE = " .github/infrastructure/README.md, \"Bring your own image\", has an example.";

    private static final String READ_ONLY =
            "Its file system is read-only, and it needs to write %s: give the service a tmpfs or"
                    + " a volume for that folder (`tmpfs:` in docker-compose.override.yml)." + GUIDE;
    private static final String NO_WAY_OUT = "It cannot call other hosts: its network is internal. Give the service"
            + " a second network (`networks:` with `egress` in docker-compose.override.yml)." + GUIDE;
    private static final String VARIABLE = "The variable %s is not set: set it under `environment:` of the service in"
            + " docker-compose.override.yml.";

    private static final List<KnownCause> ALL = List.of(
            cause("(?i)read-only file system|\\bEROFS\\b", READ_ONLY),
            cause(
                    "(?i)bind\\W.{0,80}(?:permission denied|EACCES)|(?:listen|bind) EACCES",
                    "It may not listen on its port: without privileges the port must be 1024 or more. Change it, and set"
                            + " LOTSE_SERVICE_PORT."),
            cause(
                    "\\b(?:l|f)?(chown|setuid|setgid|setgroups|initgroups|setresuid|setresgid)\\b.{0,120}"
                            + "(?i:operation not permitted|EPERM)",
                    "It has no capabilities, and %s needs one: run it as a plain user (`user:` of the service), or give it"
                            + " the capability (`cap_add: [CHOWN, SETUID, SETGID]` in docker-compose.override.yml)."
                            + GUIDE),
            cause(
                    "(?i)failed to map segment from shared object",
                    "It loads a library from a folder where nothing may be executed, such as /tmp: give the service a tmpfs"
                            + " with `exec` for it."),
            cause(
                    "(?i)temporary failure in name resolution|name or service not known|EAI_AGAIN|ENOTFOUND"
                            + "|UnknownHostException|could not resolve host|no such host|host not found in upstream",
                    NO_WAY_OUT),
            cause("(?i)network is unreachable|ENETUNREACH|no route to host|EHOSTUNREACH", NO_WAY_OUT),
            cause(
                    "(?i)connection timed out|ETIMEDOUT|connect timed out",
                    "Another host did not answer. If that host is outside: " + NO_WAY_OUT),
            cause("KeyError: '" + NAME + "'", VARIABLE),
            cause(
                    "\\b" + NAME
                            + "\\W{0,2} (?:environment variable )?(?:is not set|not set|is required|must be set|is missing"
                            + "|is undefined)",
                    VARIABLE),
            cause("(?i:environment variables?|env vars?|variable) \\W?" + NAME + "\\b", VARIABLE),
            cause("\\b" + NAME + ": (?:unbound variable|parameter not set|parameter null or not set)", VARIABLE),
            cause(
                    "(?i)exec format error",
                    "Its image is for another processor: build it for the one of this box (`docker build --platform`)."),
            cause(
                    "(?i)executable file not found|exec: .{0,200}no such file or directory",
                    "Its command is not in the image: correct ENTRYPOINT or CMD."),
            cause(
                    "OutOfMemoryError: Java heap space",
                    "Its Java heap is full: raise -Xmx together with mem_limit of the service, or make it use less."),
            cause(
                    "(?i)can't start new thread|unable to create (?:new )?native thread|pthread_create|cannot fork",
                    "It may not start so many threads or processes: raise pids_limit of the service."),
            cause("(?i)no space left on device|ENOSPC", "A disk or a tmpfs that it writes to is full."),
            cause("(?i)address already in use|EADDRINUSE", "Two of its programs use the same port."),
            cause(
                    "(?i)permission denied|\\bEACCES\\b",
                    "Its user may not use %s: give that folder to it in the image (chown in the Dockerfile), or a tmpfs."));

    private static KnownCause cause(String trace, String words) {
        return new KnownCause(Pattern.compile(trace), words);
    }

    /**
     * The causes in the lines, in the order of the table; empty if none is known.
     *
     * @param lines from the engine, the release and its readiness path
     */
    static List<String> of(Collection<String> lines) {
        List<String> all = lines.stream()
                .map(line -> line.substring(0, Math.min(LONGEST, line.length())))
                .toList();
        Set<String> found = new LinkedHashSet<>();
        Set<String> explained = new LinkedHashSet<>();
        for (KnownCause known : ALL) {
            List<String> rest =
                    all.stream().filter(line -> !explained.contains(line)).toList();
            List<String> named = known.named(rest, explained);
            if (!named.isEmpty() && found.size() < MOST_CAUSES) {
                found.add(known.words().replace("%s", String.join(", ", named)));
            }
        }
        return List.copyOf(found);
    }

    /** Why it is not ready, from the last answer of its readiness path; absent if that does not show it. */
    static Optional<String> of(HealthProbe.Answer last) {
        if (last.refused()) {
            return Optional.of(
                    "Nothing in it accepts connections: it must listen on 0.0.0.0, and LOTSE_SERVICE_PORT must be its port.");
        }
        return last.status() == 404
                ? Optional.of(
                        "It does not know the readiness path: set LOTSE_DEPLOY_READY_PATH to a path that answers 200"
                                + " when it can serve.")
                : Optional.empty();
    }

    /** Why it is not ready if it still waits for other hosts; absent if it does not, or that is not known. */
    static Optional<String> of(Unanswered waiting) {
        String hosts = String.join(" and ", waiting.hosts());
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("It waits for " + hosts + ", which does not answer. "
                + (waiting.noWayOut()
                        ? NO_WAY_OUT
                        : "Check that host, its address, the security group and any firewall."));
    }

    /** The first groups. A line that one cause explains is not used for another one. */
    private List<String> named(List<String> lines, Set<String> explained) {
        Set<String> named = new LinkedHashSet<>();
        for (String line : lines) {
            Matcher matcher = trace.matcher(line);
            if (matcher.find()) {
                explained.add(line);
                named.add(matcher.groupCount() > 0 ? matcher.group(1) : lastPath(line));
            }
        }
        return new ArrayList<>(named).subList(0, Math.min(MOST_NAMED, named.size()));
    }

    private static String lastPath(String line) {
        return PATH.matcher(line)
                .results()
                .reduce((_, last) -> last)
                .map(MatchResult::group)
                .orElse("a file");
    }
}
