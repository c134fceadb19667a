package ch.meuthak.lotse.console.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents are for readers at two in the morning, many of whom read English as their second language: short sentences, the
 * subject first, the word of the field.
 */
class DocumentProseTest {
    private static final int WORDS = 25;

    /** Words and phrases that have a plain one: each with what to write. */
    private static final List<Pattern> FORBIDDEN = Stream.of(
                    "whoever|whosoever|whomever", // anybody who; name the subject
                    "mend(s|ed|ing)?", // fix
                    "anew", // again; recreated
                    "he|him|his", // it
                    "told", // reported, declared, set
                    "ill", // unhealthy
                    "the same of",
                    "kept by the hypervisor", // CPU steal
                    "mere consequence", // caused by
                    "asked for by",
                    "lest|hence|thereof|therein|whereof|wherein|whence",
                    "may be had|is to be had|are to be had",
                    "for ever") // permanently
            .map(phrase -> Pattern.compile("\\b(" + phrase + ")\\b", Pattern.CASE_INSENSITIVE))
            .toList();

    /** "Of X, ...", and a clause as the subject: "What is read first ...", "Whatever no rule takes ...". */
    private static final Pattern NO_SUBJECT_FIRST = Pattern.compile("^(Of|What|Whatever|Who|Whose|Whom) ");

    private static Stream<Document> documents() {
        return Document.all().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void noSentenceIsLongerThan25Words(Document document) {
        assertThat(sentences(document).filter(sentence -> sentence.split("\\s+").length > WORDS))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theSubjectComesFirst(Document document) {
        assertThat(sentences(document)
                        .filter(sentence -> !sentence.endsWith("?"))
                        .filter(sentence -> NO_SUBJECT_FIRST.matcher(sentence).find()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theWordsArePlain(Document document) {
        assertThat(plain(document.withoutCode()).lines().filter(line -> FORBIDDEN.stream()
                        .anyMatch(phrase -> phrase.matcher(line).find())))
                .isEmpty();
    }

    /** All but those in tables, headings and blocks of code. */
    private static Stream<String> sentences(Document document) {
        return Arrays.stream(plain(document.withoutCode())
                        .replaceAll("(?m)^(\\||#|!\\[|<).*$", "")
                        .replaceAll("(?m)^ *([*-]|\\d+\\.) ", "\n\n")
                        .split("\n\\s*\n"))
                .flatMap(paragraph ->
                        Arrays.stream(paragraph.strip().replaceAll("\\s+", " ").split("(?<=[.?!:]\\)?) ")))
                .filter(sentence -> !sentence.isBlank());
    }

    /** Links as their words, code as one word, without what makes words bold. */
    private static String plain(String markdown) {
        return markdown.replaceAll("`[^`\n]+(\n[^`\n]+)?`", "CODE")
                .replaceAll("!?\\[([^]]*)]\\([^)]*\\)", "$1")
                .replace("**", "");
    }
}
