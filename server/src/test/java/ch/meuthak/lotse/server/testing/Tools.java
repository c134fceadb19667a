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
        return find(program).orElseGet(() -> {
            String missing = program + " is not on the PATH: this test needs it";
            if ("required".equals(System.getProperty("lotse.suites"))) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
            throw new IllegalStateException(missing);
        });
    }

    private static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":"), new String[] {"/usr/sbin", "/usr/local/bin"})
                .flatMap(Stream::of)
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
