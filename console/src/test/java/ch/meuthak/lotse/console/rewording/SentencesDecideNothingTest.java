package ch.meuthak.lotse.console.rewording;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.server.Settings;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No class compares a text with a sentence, or cuts it at one: but those that read what other programs say, named here. */
class SentencesDecideNothingTest {
    private static final Pattern SENTENCE = Pattern.compile("(?s).*\\p{L}{2}[,.:;]? \\S*\\p{L}{2}.*");
    private static final Set<String> DECIDING = Set.of(
            "equals",
            "equalsIgnoreCase",
            "contentEquals",
            "startsWith",
            "endsWith",
            "contains",
            "indexOf",
            "lastIndexOf",
            "matches",
            "split",
            "replace",
            "replaceFirst",
            "replaceAll",
            "compareTo");

    /** What each reads. */
    private static final Set<String> FOREIGN = Set.of(
            "aws/ForeignTexts", // the AWS SDK
            "haproxy/AnswerTable", // HAProxy
            "haproxy/OpenTable", // HAProxy
            "docker/EngineSocket", // the JDK, about a socket
            "docker/PullProgress", // the Docker engine
            "probe/Connection", // the JDK, about TLS
            "probe/DnsServers", // dnsjava
            "probe/IdleConnection", // HTTP
            "store/BaselineUpgrade"); // the console's own documents of version 1

    @Test
    void noClassOfTheProductDoes() throws Exception {
        List<String> found = new ArrayList<>();
        for (Class<?> one : List.of(Problem.class, Settings.class)) {
            scan(Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()), found);
        }

        assertThat(found).isEmpty();
    }

    private static void scan(Path classes, List<String> found) throws IOException, URISyntaxException {
        if (Files.isDirectory(classes)) {
            scanFolder(classes, found);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(classes)) {
            scanFolder(jar.getPath("/"), found);
        }
    }

    private static void scanFolder(Path folder, List<String> found) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        for (Path file : files) {
            ClassModel one = ClassFile.of().parse(Files.readAllBytes(file));
            String name = one.thisClass().asInternalName();
            if (FOREIGN.stream().noneMatch(name::endsWith)) {
                one.methods().forEach(method -> method.code().ifPresent(code -> scan(name, code.elementList(), found)));
            }
        }
    }

    private static void scan(String name, List<CodeElement> code, List<String> found) {
        String sentence = "";
        int since = 0;
        for (CodeElement element : code) {
            if (element instanceof LoadConstantInstruction load
                    && load.constantValue() instanceof String text
                    && SENTENCE.matcher(text).matches()) {
                sentence = text;
                since = 0;
            } else if (element instanceof Instruction) {
                since++;
            }
            // As the argument, or as the receiver of a call with one simple argument.
            if (!sentence.isEmpty()
                    && since <= 2
                    && element instanceof InvokeInstruction call
                    && call.owner().asInternalName().equals("java/lang/String")
                    && DECIDING.contains(call.name().stringValue())) {
                found.add(name + ": " + call.name().stringValue() + " \"" + sentence + "\"");
            }
        }
    }
}
