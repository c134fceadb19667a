package ch.meuthak.lotse.console.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The graph of packages that is drawn for a reader is the one that {@code PackageGraphTest} holds. */
class DrawnGraphTest {
    private static final Set<String> GROUND = Set.of("facts", "words");
    private static final Pattern DRAWN =
            Pattern.compile("(PAGE|[a-z.]+(?:, [a-z.]+)*) -> ([a-z.]+(?: [a-z.]+)*)(?=  |$)", Pattern.MULTILINE);
    private static final Pattern BESIDE = Pattern.compile("`([a-z.]+)`");

    private final String chapter = Document.of(".github/CONTRIBUTING.md").chapter("The package graph");

    @Test
    void theArrowsAreThoseOfTheTest() {
        Map<String, Set<String>> held = held("knowsOnly");
        assertThat(held).as("what PackageGraphTest holds").hasSizeGreaterThan(15);
        held.values().forEach(known -> known.removeAll(GROUND));
        held.values().removeIf(Set::isEmpty);

        assertThat(drawn(0)).isEqualTo(held);
    }

    @Test
    void soAreThoseInsideOfWeb() {
        Map<String, Set<String>> held = held("knowsInWeb");
        assertThat(held).as("what PackageGraphTest holds").containsKey("PAGE");
        held.values().removeIf(Set::isEmpty);

        assertThat(drawn(1)).isEqualTo(held);
    }

    private Map<String, Set<String>> drawn(int block) {
        Map<String, Set<String>> drawn = new TreeMap<>();
        DRAWN.matcher(chapter.split("(?m)^```$", -1)[2 * block + 1]).results().forEach(arrow -> {
            for (String one : arrow.group(1).split(", ", -1)) {
                drawn.computeIfAbsent(one, _ -> new TreeSet<>())
                        .addAll(List.of(arrow.group(2).split(" ", -1)));
            }
        });
        return drawn;
    }

    @Test
    void theGroundFloorIsImportedAsItSays() {
        Map<String, Set<String>> held = held("knowsOnly");

        assertThat(named("All but (.*?) may import `facts`"))
                .containsExactlyInAnyOrderElementsOf(held.entrySet().stream()
                        .filter(one ->
                                !one.getKey().equals("facts") && !one.getValue().contains("facts"))
                        .map(Map.Entry::getKey)
                        .toList());
        assertThat(named("import `facts`\\. (.*?) may\\s+import `words`"))
                .containsExactlyInAnyOrderElementsOf(held.entrySet().stream()
                        .filter(one -> one.getValue().contains("words"))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private List<String> named(String sentence) {
        String found = Pattern.compile(sentence, Pattern.DOTALL)
                .matcher(chapter)
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(sentence));
        return BESIDE.matcher(found).results().map(name -> name.group(1)).toList();
    }

    /** By package; each page of the navigation is a {@code PAGE}. */
    private static Map<String, Set<String>> held(String method) {
        String test = Document.read(
                Document.ROOT.resolve("console/src/test/java/ch/meuthak/lotse/console/PackageGraphTest.java"));
        Map<String, Set<String>> held = new TreeMap<>();
        for (MatchResult call : Pattern.compile(method + "\\(([^)]*)\\)[;)]")
                .matcher(test)
                .results()
                .toList()) {
            List<String> names = Arrays.stream(call.group(1).split(","))
                    .map(String::strip)
                    .map(name -> name.equals("page") ? "PAGE" : name.replace("\"", ""))
                    .toList();
            held.put(names.getFirst(), new TreeSet<>(names.subList(1, names.size())));
        }
        return held;
    }
}
