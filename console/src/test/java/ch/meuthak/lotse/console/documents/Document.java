package ch.meuthak.lotse.console.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file of this repository.
 *
 * @param path from the root, {@code console/README.md}
 * @param text as it is
 */
public record Document(String path, String text) {
    /** The folder that the tests run in, or the one above it that has {@code .github}. */
    public static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .filter(folder -> Files.isDirectory(folder.resolve(".github")))
            .findFirst()
            .orElseThrow();

    private static final Set<String> MADE = Set.of(".git", ".idea", "node_modules");
    private static final Pattern FENCED = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+)$", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| (.*) \\|$", Pattern.MULTILINE);

    /** The one with this path. */
    public static Document of(String path) {
        return new Document(path, read(ROOT.resolve(path)));
    }

    static List<Document> all() {
        return files(".+\\.md").map(Document::of).toList();
    }

    /** Paths of all files whose name matches, without what a build makes. */
    static Stream<String> files(String name) {
        List<String> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return isMade(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.getFileName().toString().matches(name)) {
                        found.add(ROOT.relativize(file).toString());
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted();
    }

    /** A package may be named {@code target}: what Maven makes lies beside a {@code pom.xml}. */
    private static boolean isMade(Path folder) {
        String name = folder.getFileName().toString();
        return MADE.contains(name) || (name.equals("target") && Files.exists(folder.resolveSibling("pom.xml")));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything but the blocks of code. */
    String withoutCode() {
        return FENCED.matcher(text).replaceAll("");
    }

    List<String> headings() {
        return HEADING.matcher(withoutCode())
                .results()
                .map(heading -> heading.group(1).strip())
                .toList();
    }

    /** What a link to a heading ends with, as GitHub makes it. */
    List<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        List<String> anchors = new ArrayList<>();
        for (String heading : headings()) {
            String anchor = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    /** From this heading to the next one of its level or above. */
    public String chapter(String heading) {
        // The lines of code that begin with # are no headings.
        String masked =
                FENCED.matcher(text).replaceAll(code -> "`".repeat(code.group().length()));
        Matcher begin = Pattern.compile("^(#+) " + Pattern.quote(heading) + "\n", Pattern.MULTILINE)
                .matcher(masked);
        if (!begin.find()) {
            throw new AssertionError(path + " has no chapter \"" + heading + '"');
        }
        Matcher next = Pattern.compile("^#{1," + begin.group(1).length() + "} ", Pattern.MULTILINE)
                .matcher(masked);
        return text.substring(begin.end(), next.find(begin.end()) ? next.start() : text.length());
    }

    /** The cells of each row of the tables below a heading, without those of a table's head. */
    List<List<String>> rows(String heading) {
        return ROW.matcher(chapter(heading))
                .results()
                .map(MatchResult::group)
                .map(row -> List.of(row.substring(1, row.length() - 1).strip().split(" +\\| +", -1)))
                .filter(cells -> cells.getFirst().startsWith("`"))
                .toList();
    }
}
