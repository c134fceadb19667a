package ch.meuthak.lotse.server.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that some tests use when the machine has them: {@code chromium}, {@code moto_server}, {@code aws}, {@code haproxy}.
 *
 * <p>With {@code -Dlotse.suites=required}, as CI runs, a missing one fails the test; otherwise the test is skipped and says
 * what is missing.
 */
public final class Tools {
    private Tools() {}

    /** The program's path; skips or fails the calling test when there is none. */
    public static Path require(String program) {
        return find(program).orElseGet(() -> missing(program + " is not on the PATH: this test needs it"));
    }

    /** The file at the path, something that the build makes; skips or fails the calling test when it is not there. */
    public static Path requireFile(String path, String remedy) {
        return Files.isRegularFile(Path.of(path))
                ? Path.of(path)
                : missing("\"" + path + "\" is missing: this test needs it; " + remedy);
    }

    private static Path missing(String what) {
        if ("required".equals(System.getProperty("lotse.suites"))) {
            Assertions.fail(what);
        }
        Assumptions.abort(what);
        throw new IllegalStateException(what);
    }

    /** The program's path, when the machine has it. */
    public static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":"), new String[] {"/usr/sbin", "/usr/local/bin"})
                .flatMap(Stream::of)
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
