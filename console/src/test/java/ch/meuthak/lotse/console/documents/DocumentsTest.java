package ch.meuthak.lotse.console.documents;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.web.page.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader gets from the README to everything, and no link leads nowhere. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    /** {@code console/README.md, "Configuration"}, as code and configuration say where more is. */
    private static final Pattern CITED = Pattern.compile("(?<![\\w./-])([\\w./-]+\\.md), \\\\?\"([^\"\\\\]+)\\\\?\"");

    private static final String SOURCES = ".+\\.(java|ya?ml|cfg|properties|html)|Dockerfile";

    private static Stream<Document> documents() {
        return Document.all().stream();
    }

    @Test
    void eachPartHasItsDocument() {
        assertThat(documents().map(Document::path))
                .containsExactly(
                        ".github/CONTRIBUTING.md",
                        ".github/SECURITY.md",
                        ".github/actions/redeploy/README.md",
                        ".github/infrastructure/README.md",
                        "CHANGELOG.md",
                        "README.md",
                        "backend/README.md",
                        "console/README.md",
                        "console/edge/README.md");
    }

    /** GitHub would show it in place of the root's. */
    @Test
    void noReadmeHidesTheRoots() {
        assertThat(Document.ROOT.resolve(".github/README.md")).doesNotExist();
    }

    @Test
    void theReadmeIsShortAndBeginsWithTwoCommands() {
        Document readme = Document.of("README.md");

        assertThat(readme.text().lines()).hasSizeLessThanOrEqualTo(200);
        assertThat(BLOCK.matcher(readme.text()).results().map(block -> block.group(1)))
                .startsWith("./mvnw -Psandbox\n", "./mvnw verify\n");
    }

    @Test
    void theReadmeLeadsToEveryDocument() {
        assertThat(documents().map(Document::path).filter(path -> !path.equals("README.md")))
                .allSatisfy(path ->
                        assertThat(targets(Document.of("README.md"))).anyMatch(target -> target.startsWith(path)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Document document) {
        assertThat(targets(document).stream().filter(target -> !leadsSomewhere(document, target)))
                .isEmpty();
    }

    @Test
    void everyPageOfTheConsoleIsDescribed() {
        assertThat(Stream.of(Page.values()).map(Page::title))
                .allSatisfy(title -> assertThat(Document.of("console/README.md").chapter("Pages"))
                        .contains("\n| " + title + " | "));
    }

    /** Comments, errors and summaries send a reader to a chapter. */
    @Test
    void everyChapterThatCodeNamesIsThere() {
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String file : Document.files(SOURCES + "|.+\\.md").toList()) {
            Matcher cited = CITED.matcher(Document.read(Document.ROOT.resolve(file)));
            while (cited.find()) {
                named++;
                if (!Files.isRegularFile(Document.ROOT.resolve(cited.group(1)))
                        || !Document.of(cited.group(1)).headings().contains(cited.group(2))) {
                    missing.add(file + ": " + cited.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).as("citations found").isPositive();
    }

    /** Nobody is sent to a README without being told which of them. */
    @Test
    void noFileSendsAReaderToAReadmeWithoutItsFolder() {
        assertThat(Document.files(SOURCES)
                        .filter(file -> !file.contains("src/test"))
                        .filter(file ->
                                Document.read(Document.ROOT.resolve(file)).contains("README, ")))
                .isEmpty();
    }

    private static List<String> targets(Document document) {
        return LINK.matcher(document.withoutCode())
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    private static boolean leadsSomewhere(Document from, String target) {
        if (target.startsWith("https://")) {
            return true;
        }
        String[] parts = target.split("#", 2);
        Path folder = Path.of(from.path()).resolveSibling("");
        String path = parts[0].isEmpty()
                ? from.path()
                : folder.resolve(parts[0]).normalize().toString();
        if (path.startsWith("..") || !Files.exists(Document.ROOT.resolve(path))) {
            return false;
        }
        return parts.length == 1 || Document.of(path).anchors().contains(parts[1]);
    }
}
