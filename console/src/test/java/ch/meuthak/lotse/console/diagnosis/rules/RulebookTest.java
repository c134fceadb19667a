package ch.meuthak.lotse.console.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
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
    /** Links, scripts and tickets hold on to these. */
    private static final String KEPT = """
            CRED-LAB-ENDED CRED-EXPIRED CRED-PARTIAL CRED-NONE CRED-REGION CRED-DENIED CRED-IMDS-HOPS
            DNS-NXDOMAIN DNS-TO-EIP DNS-OTHER-LB DNS-LOOP
            ACM-PENDING-DOUBLED ACM-PENDING-ABSENT ACM-PENDING-DIFFERS ACM-PENDING-LATE ACM-TIMED-OUT ACM-FAILED
            ACM-EXPIRING ACM-EXPIRED ACM-RENEWAL-PENDING ACM-NOT-IN-USE ACM-IMPORTED ACM-NAME ACM-REGION
            TLS-SERVED-DIFFERS TLS-CHAIN TLS-POLICY
            LB-NO-HTTPS LB-HTTP-FORWARDS LB-STATE LB-INTERNAL LB-SG-443 LB-SUBNET-NO-IGW RULE-HOST RULE-NO-TG
            TG-EMPTY TG-NOT-IN-USE TG-PROTOCOL
            TGT-SG TGT-TIMEOUT TGT-REFUSED TGT-CODE TGT-PORT TGT-LOOPBACK TGT-STOPPED TGT-DRAINING-LONG TGT-SLOW-START
            TGT-FAIL-OPEN TGT-SHIFT
            RUN-KEEPALIVE RUN-DIRECT-OK RUN-RELEASE
            EXP-API-OPEN EXP-SSH-OPEN EXP-OTHER EXP-CONSOLE EXP-IMDSV1
            EIP-LOOSE EIP-DIFFERS LAB-RESTARTED DRIFT
            """;

    @Test
    void noIdThatOthersHoldOnToIsGone() {
        assertThat(Rulebook.ALL.stream().map(Rule::id)).contains(KEPT.strip().split("\\s+"));
    }

    /** Its faults and edges are run by that test. */
    @ParameterizedTest
    @FieldSource("ch.meuthak.lotse.console.diagnosis.rules.Rulebook#ALL")
    void aTestBesideItStatesAFaultAndAnEdge(Rule rule) {
        RuleTest beside = RuleTest.beside(rule);

        assertThat(beside.faults()).isNotEmpty();
        assertThat(beside.edges()).isNotEmpty();
    }

    @Test
    void aRuleIsFoundByItsNameHoweverItIsWritten() {
        assertThat(Rulebook.of("tgt-sg")).hasValue(TgtSg.RULE);
        assertThat(Rulebook.of(" TGT_SG ")).hasValue(TgtSg.RULE);
        assertThat(Rulebook.of("TGT")).isEmpty();
    }

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
