package ch.meuthak.lotse.console.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents, pages, comments of configuration and Javadoc are for readers at two in the morning, many of whom read English as
 * their second language: short sentences, the subject first, the word of the field.
 */
class DocumentProseTest {
    private static final int WORDS = 25;

    /** Words and phrases that have a plain one: each with what to write. */
    private static final List<Pattern> FORBIDDEN = Stream.of(
                    "whoever|whosoever|whomever|of whom", // anybody who; name the subject
                    "mend(s|ed|ing)?", // fix
                    "anew", // again; recreated
                    "he|him|his", // it
                    "told", // reported, declared, set
                    "ill", // unhealthy
                    "the same of",
                    "kept by the hypervisor", // CPU steal
                    "mere consequence", // caused by
                    "asked for by|asked by itself",
                    "lest|hence|thereof|therein|whereof|wherein|whence|whatever no",
                    "may be had|is to be had|are to be had|cannot be had", // available
                    "spent|proved|unproved", // used, verified
                    "heeds?|all the same|said below",
                    "for ever") // permanently
            .map(phrase -> Pattern.compile("\\b(" + phrase + ")\\b", Pattern.CASE_INSENSITIVE))
            .toList();

    /** "Of X, ...", and a clause as the subject: "What is read first ...", "Whatever no rule takes ...". */
    private static final Pattern NO_SUBJECT_FIRST = Pattern.compile("^(Of|What|Whatever|Who|Whose|Whom) .+[.!:;]$");

    private static Stream<ReadText> texts() {
        return ReadText.all().stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void noSentenceIsLongerThan25Words(ReadText text) {
        assertThat(text.sentences().filter(sentence -> sentence.split(" ").length > WORDS))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theSubjectComesFirst(ReadText text) {
        assertThat(text.sentences()
                        .filter(sentence -> NO_SUBJECT_FIRST.matcher(sentence).matches()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theWordsArePlain(ReadText text) {
        assertThat(text.sentences().filter(sentence -> FORBIDDEN.stream()
                        .anyMatch(phrase -> phrase.matcher(sentence).find())))
                .isEmpty();
    }

    @Test
    void everyKindOfTextIsLookedAt() {
        assertThat(texts().map(ReadText::path))
                .contains(
                        "README.md",
                        "docker-compose.yml",
                        "console/edge/haproxy.cfg",
                        "console/src/main/java/ch/meuthak/lotse/console/words/CodeWords.java",
                        "console/src/main/resources/ch/meuthak/lotse/console/web/account/account.html",
                        "console/src/main/java/ch/meuthak/lotse/console/web/request/Refusal.java",
                        "backend/src/main/resources/ch/meuthak/lotse/backend/api/openapi.yaml");
        assertThat(texts().filter(text -> text.path().endsWith("account.html")).flatMap(ReadText::sentences))
                .contains("It never writes or shows them.", "Return to the machine's own credentials");
        assertThat(texts().filter(text -> text.path().endsWith("Refusal.java")).flatMap(ReadText::sentences))
                .contains("Or use the console's own port for the tunnel.");
    }
}
