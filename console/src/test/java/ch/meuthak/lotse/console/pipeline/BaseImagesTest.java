package ch.meuthak.lotse.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the base images get their digests, with a {@code docker} that answers as BuildKit does. */
class BaseImagesTest {
    private static final List<String> FILES =
            List.of("backend/Dockerfile", "console/Dockerfile", "console/edge/Dockerfile", "docker-compose.yml");
    private static final Pattern IMAGE =
            Pattern.compile("(?m)^(?:ARG | +)([A-Z]+_IMAGE)(?:=|: \\$\\{\\1:-)([^\\s}]+)}?$");

    private Path folder;

    @BeforeEach
    void copy(@TempDir Path temporary) throws Exception {
        folder = temporary;
        for (String file : FILES) {
            Path to = folder.resolve(file);
            Files.createDirectories(to.getParent());
            Files.copy(Checkout.ROOT.resolve(file), to);
        }
        Path script = folder.resolve(".github/pin-base-images");
        Files.createDirectories(script.getParent());
        Files.copy(Checkout.ROOT.resolve(".github/pin-base-images"), script);
    }

    /** The names in a file. */
    private static Map<String, String> images(Path file) throws Exception {
        var found = new TreeMap<String, String>();
        Matcher image = IMAGE.matcher(Files.readString(file));
        while (image.find()) {
            found.put(image.group(1), image.group(2));
        }
        return found;
    }

    /** Answers every image with the digest that is this digit 64 times. */
    private int pin(String digit, String... options) throws Exception {
        Tools.require("jq");
        Path docker = Files.createDirectories(folder.resolve("bin")).resolve("docker");
        Files.writeString(docker, """
                #!/bin/sh
                [ "$1 $2 $3" = "buildx imagetools inspect" ] || exit 9
                echo '{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:%s","size":9}'
                """.formatted(digit.repeat(64)));
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
        var command = new ArrayList<>(
                List.of("bash", folder.resolve(".github/pin-base-images").toString()));
        command.addAll(List.of(options));
        var environment = Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        try (Program program = Program.start(folder, environment, command)) {
            return program.exitCode();
        }
    }

    @Test
    void composeAndTheDockerfilesNameTheSameImages() throws Exception {
        var ofDockerfiles = new TreeMap<String, String>();
        for (String file : FILES.subList(0, 3)) {
            images(Checkout.ROOT.resolve(file))
                    .forEach((name, image) -> assertThat(ofDockerfiles.merge(name, image, (one, other) -> other))
                            .isEqualTo(image));
        }
        assertThat(ofDockerfiles).containsOnlyKeys("BASE_IMAGE", "HAPROXY_IMAGE", "JDK_IMAGE");
        assertThat(images(Checkout.ROOT.resolve("docker-compose.yml"))).isEqualTo(ofDockerfiles);
        for (String file : FILES.subList(0, 3)) {
            assertThat(Checkout.text(file))
                    .as(file)
                    .containsPattern("org\\.opencontainers\\.image\\.base\\.name=\"\\$\\{");
        }
    }

    @Test
    void allAreNamedByDigestAndRenewedAndTheTagStaysToBeRead() throws Exception {
        assertThat(pin("a")).isZero();
        for (String file : FILES) {
            assertThat(images(folder.resolve(file)).values())
                    .as(file)
                    .isNotEmpty()
                    .allMatch(image -> image.matches("[a-z-]+:[0-9a-z.-]+@sha256:a{64}"));
        }
        assertThat(pin("b", "--missing")).isZero();
        assertThat(images(folder.resolve(FILES.getFirst())).values()).allMatch(image -> image.endsWith("a"));
        assertThat(pin("b")).isZero();
        assertThat(images(folder.resolve(FILES.getFirst())).values())
                .allMatch(image -> image.matches(".*@sha256:b{64}"));
    }

    @Test
    void withoutADigestNothingIsChanged() throws Exception {
        assertThat(pin("a")).isZero();
        String before = Files.readString(folder.resolve(FILES.getFirst()));
        assertThat(pin("z")).isEqualTo(1);
        assertThat(folder.resolve(FILES.getFirst())).content().isEqualTo(before);
    }

    @Test
    void aNameThatTheScriptDoesNotKnowIsNotLeftOut() throws Exception {
        Path file = folder.resolve(FILES.getFirst());
        Files.writeString(file, Files.readString(file).replace("ARG BASE_IMAGE=", "ARG BASE_IMAGE=UPPER/"));
        assertThat(pin("a")).isEqualTo(1);
    }

    @Test
    void shellcheckFindsNothing() throws Exception {
        var command = List.of(
                Tools.require("shellcheck").toString(),
                folder.resolve(".github/pin-base-images").toString());
        try (Program linter = Program.start(folder, System.getenv(), command)) {
            assertThat(linter.exitCode()).as(linter.output()).isZero();
        }
    }
}
