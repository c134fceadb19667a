package ch.meuthak.lotse.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The files of this repository, as GitHub reads them. */
final class Checkout {
    static final ObjectMapper JSON = new ObjectMapper();

    /** The folder that the tests run in, or the one above it that has {@code .github}. */
    static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .filter(folder -> Files.isDirectory(folder.resolve(".github")))
            .findFirst()
            .orElseThrow();

    static final Path ACTION = ROOT.resolve(".github/actions/redeploy");

    private Checkout() {}

    /** Paths of every workflow, {@code .github/workflows/ci.yml}. */
    static List<String> workflows() {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            return files.map(file -> ROOT.relativize(file).toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A YAML file as a tree. To YAML 1.1 the key {@code on} of a workflow is {@code true}. */
    static JsonNode yaml(String path) {
        return parsed(text(path));
    }

    static JsonNode parsed(String yaml) {
        return JSON.valueToTree(new Yaml().load(yaml));
    }

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
