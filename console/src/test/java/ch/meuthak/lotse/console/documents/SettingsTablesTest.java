package ch.meuthak.lotse.console.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Each part's document has a table of its settings: every setting has a row, every row is a setting, with its default. */
class SettingsTablesTest {
    private static final String HEADING = "Configuration";
    private static final String CONSOLE = "console/README.md";
    private static final String BACKEND = "backend/README.md";
    private static final String EDGE = "console/edge/README.md";
    private static final String BOX = ".github/infrastructure/README.md";

    /** Made by {@code start.pl} of the idle timeout; nobody sets them. */
    private static final Set<String> COMPUTED =
            Set.of("LOTSE_EDGE_ANSWER_TIME", "LOTSE_EDGE_IDLE_TIME", "LOTSE_EDGE_STOP_TIME");

    @Test
    void theConsolesTableIsItsApplicationYaml() {
        assertThat(table(CONSOLE)).isEqualTo(defaults("console/src/main/resources/application.yaml"));
    }

    @Test
    void theBackendsTableIsItsApplicationYaml() {
        assertThat(table(BACKEND)).isEqualTo(defaults("backend/src/main/resources/application.yaml"));
    }

    /** It has no application.yaml: HAProxy's configuration lists its variables and sets the defaults. */
    @Test
    void theEdgesTableIsWhatItsConfigurationReads() {
        String configuration = Document.read(Document.ROOT.resolve("console/edge/haproxy.cfg"));
        Map<String, String> read = new TreeMap<>();
        Pattern.compile("^#   LOTSE_\\w+(, LOTSE_\\w+)*|(?<=\\$\\{)LOTSE_\\w+", Pattern.MULTILINE)
                .matcher(configuration)
                .results()
                .flatMap(found ->
                        Pattern.compile("LOTSE_\\w+").matcher(found.group()).results())
                .forEach(name -> read.put(name.group(), ""));
        Pattern.compile("setenv (LOTSE_\\w+) (\\S+)")
                .matcher(configuration)
                .results()
                .forEach(set -> read.put(set.group(1), set.group(2)));
        read.keySet().removeAll(COMPUTED);
        read.put("LOTSE_IDLE_TIMEOUT", "60s");

        assertThat(table(EDGE)).isEqualTo(read);
    }

    /** What Compose alone reads: images, folders, ids. Every other variable in the file is a setting of a part. */
    @Test
    void theComposeFilesTableIsWhatNoPartReads() {
        Set<String> variables = Pattern.compile("\\$\\{(\\w+)")
                .matcher(Document.read(Document.ROOT.resolve("docker-compose.yml")))
                .results()
                .map(variable -> variable.group(1))
                .filter(name -> !name.equals("COMPOSE_PROJECT_NAME"))
                .collect(Collectors.toCollection(TreeSet::new));
        Stream.of(CONSOLE, BACKEND, EDGE)
                .flatMap(part -> table(part).keySet().stream())
                .filter(name -> !name.equals("LOTSE_DOCKER_CONFIG"))
                .forEach(variables::remove);

        assertThat(names(BOX)).isEqualTo(variables);
    }

    @Test
    void theSandboxHasItsTwoPorts() {
        assertThat(names(".github/CONTRIBUTING.md")).contains("LOTSE_SANDBOX_HTTPS_PORT", "LOTSE_SANDBOX_AWS_PORT");
    }

    private static Set<String> names(String document) {
        return Document.of(document).rows(HEADING).stream()
                .map(cells -> cells.getFirst().replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The default by the setting, "" for none. */
    private static Map<String, String> table(String document) {
        Map<String, String> table = new TreeMap<>();
        for (List<String> cells : Document.of(document).rows(HEADING)) {
            String before = table.put(cells.getFirst().replace("`", ""), defaultIn(cells.get(1)));
            assertThat(before).as(cells.getFirst() + " stands there once").isNull();
        }
        return table;
    }

    /** The first thing in code type, if the cell begins with it. */
    private static String defaultIn(String cell) {
        return cell.startsWith("`") ? cell.substring(1, cell.indexOf('`', 1)) : "";
    }

    private static Map<String, String> defaults(String yaml) {
        Map<String, String> defaults = new HashMap<>();
        flatten("", new Yaml().load(Document.read(Document.ROOT.resolve(yaml))), defaults);
        return new TreeMap<>(defaults);
    }

    private static void flatten(String above, Object node, Map<String, String> into) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(above.isEmpty() ? "" + key : above + "_" + key, value, into));
        } else {
            into.put(above.toUpperCase(Locale.ROOT).replace('.', '_'), String.valueOf(node));
        }
    }
}
