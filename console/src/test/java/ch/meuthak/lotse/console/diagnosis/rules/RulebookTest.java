package ch.meuthak.lotse.console.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Rule;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RulebookTest {

    @Test
    void everyRuleThatIsWrittenIsInItOnce() {
        JavaClasses diagnosis = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(Rule.class);
        List<String> written = diagnosis.stream()
                .filter(one ->
                        one.isAssignableTo(Rule.class) && !one.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .toList();

        assertThat(Rulebook.ALL.stream().map(one -> one.getClass().getName()))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    /** Whoever has read an id finds the file by it. */
    @ParameterizedTest
    @FieldSource("ch.meuthak.lotse.console.diagnosis.rules.Rulebook#ALL")
    void itsIdIsTheNameOfItsFile(Rule rule) {
        assertThat(rule.getClass().getSimpleName().toUpperCase(Locale.ROOT))
                .isEqualTo(rule.id().replace("-", ""));
    }

    /** A page lists them so; and what explains itself would vanish, folded into itself. */
    @ParameterizedTest
    @FieldSource("ch.meuthak.lotse.console.diagnosis.rules.Rulebook#ALL")
    void whatExplainsItIsNamedInTheOrderOfTheRulebook(Rule rule) {
        List<Integer> places =
                rule.explainedBy().stream().map(Rulebook.ALL::indexOf).toList();

        assertThat(places).isSorted().doesNotHaveDuplicates().doesNotContain(-1, Rulebook.ALL.indexOf(rule));
    }
}
