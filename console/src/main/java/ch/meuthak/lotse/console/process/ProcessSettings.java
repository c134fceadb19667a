package ch.meuthak.lotse.console.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How releases are started as processes.
 *
 * @param stateDirectory where releases, logs and the slots' records are kept
 * @param java the program that runs them
 * @param flags for it, before {@code -jar}
 * @param environment what releases get beside what every release gets; only names that begin with {@code LOTSE_}
 * @param freeMemory bytes that must be available for a second JVM beside the serving one; 0 for no check
 * @param freeDisk bytes that must be left in the state directory; 0 for no check
 * @param logBytes how much of a release's output is kept before the file is turned over
 */
public record ProcessSettings(
        Path stateDirectory,
        Path java,
        List<String> flags,
        Map<String, String> environment,
        long freeMemory,
        long freeDisk,
        long logBytes) {
    private static final Pattern NAME = Pattern.compile("LOTSE_[A-Z0-9_]+");
    private static final long MEBIBYTE = 1024 * 1024;

    /** @throws IllegalArgumentException with one line that names the value that cannot be */
    public ProcessSettings {
        flags = List.copyOf(flags);
        environment = Map.copyOf(environment);
        stateDirectory = stateDirectory.toAbsolutePath().normalize();
        for (String name : environment.keySet()) {
            require(NAME.matcher(name).matches(), "a release only gets variables named LOTSE_..., not " + name);
            require(!name.contains("TOKEN"), "a release never gets " + name);
        }
        require(freeMemory >= 0 && freeDisk >= 0, "free memory and free disk must be 0 or more");
        require(logBytes >= 4096, "the log must be at least 4096 bytes");
    }

    /** Small JVMs of the kind that runs this console; 96 MiB of memory and 64 MiB of disk must be free. */
    public static ProcessSettings defaults(Path stateDirectory) {
        return new ProcessSettings(
                stateDirectory,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of("-XX:+UseSerialGC", "-Xmx128m", "-Xss512k", "-XX:+ExitOnOutOfMemoryError"),
                Map.of(),
                96 * MEBIBYTE,
                64 * MEBIBYTE,
                4 * MEBIBYTE);
    }

    /** The same with this environment. */
    public ProcessSettings withEnvironment(Map<String, String> other) {
        return new ProcessSettings(stateDirectory, java, flags, other, freeMemory, freeDisk, logBytes);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
