package ch.meuthak.lotse.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is shipped is small enough to read: files, methods and packages have a limit, and no name means two things. */
class SourceLimitsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of("server", "backend", "console");
    private static final int LONGEST_FILE = 250;
    private static final int LONGEST_METHOD = 40;
    private static final int LARGEST_PACKAGE = 45;

    @Test
    void noFileIsTooLong() {
        assertThat(sources().filter(file -> lines(file).size() > LONGEST_FILE)).isEmpty();
    }

    @Test
    void noMethodIsTooLong() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources().toList()));
            var methods = new LongMethods(Trees.instance(task).getSourcePositions());
            for (CompilationUnitTree unit : task.parse()) {
                methods.scan(unit, unit);
            }
            assertThat(methods.seen).as("methods that were read").isGreaterThan(1000);
            assertThat(methods.found).isEmpty();
        }
    }

    @Test
    void noPackageHasTooManyFiles() {
        Map<Path, Long> sizes = counted(sources().map(Path::getParent));

        assertThat(sizes).as("packages that were read").hasSizeGreaterThan(50);
        assertThat(sizes.entrySet())
                .filteredOn(one -> one.getValue() > LARGEST_PACKAGE)
                .isEmpty();
    }

    @Test
    void noTwoTypesOfAModuleHaveOneName() {
        for (String module : MODULES) {
            Map<String, Long> names = counted(sources(module)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("package-info.java")));

            assertThat(names).as(module).isNotEmpty();
            assertThat(names.entrySet()).filteredOn(one -> one.getValue() > 1).isEmpty();
        }
    }

    private static <T> Map<T, Long> counted(Stream<T> some) {
        return some.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Stream<Path> sources() {
        return MODULES.stream().flatMap(SourceLimitsTest::sources);
    }

    private static Stream<Path> sources(String module) {
        try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts from a method's first modifier to its last brace. */
    private static final class LongMethods extends TreeScanner<@Nullable Void, CompilationUnitTree> {
        private final SourcePositions positions;
        private final List<String> found = new ArrayList<>();
        private int seen;

        LongMethods(SourcePositions positions) {
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree unit) {
            var map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, method));
            long last = map.getLineNumber(positions.getEndPosition(unit, method));
            seen++;
            if (last - first + 1 > LONGEST_METHOD) {
                found.add(ROOT.toUri().relativize(unit.getSourceFile().toUri()) + " " + method.getName() + ": "
                        + (last - first + 1) + " lines");
            }
            return super.visitMethod(method, unit);
        }
    }
}
