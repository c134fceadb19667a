package ch.meuthak.lotse.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The backend's jar, which {@code package} and {@code verify} build before the console's tests, and {@code test} does not. */
public final class BuiltBackend {
    private static final Path JAR =
            Path.of(System.getProperty("lotse.backend.jar", "../backend/target/lotse-backend.jar"));

    private BuiltBackend() {}

    /** The jar; skips the calling test when it is not built, or fails it where every suite is required. */
    public static Path require() {
        boolean built = Files.isRegularFile(JAR) && Files.isDirectory(JAR.resolveSibling("libs"));
        if ("required".equals(System.getProperty("lotse.suites"))) {
            assertThat(built).as(JAR + " is built").isTrue();
        }
        Assumptions.assumeTrue(built, JAR + " is missing: ./mvnw package or verify builds it before this test");
        return JAR.toAbsolutePath();
    }
}
