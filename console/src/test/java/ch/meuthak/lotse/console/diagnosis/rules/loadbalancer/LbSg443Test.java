package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.sshRule;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbSg443Test extends RuleTest {
    LbSg443Test() {
        fault("SSH only", scene -> Parts.inbound(scene, LOAD_BALANCER_GROUP_ID, sshRule("0.0.0.0/0")));
        List.of("::/0", "203.0.113.0/24", "pl-3b927c52")
                .forEach(source -> fault("HTTPS from " + source, scene -> httpsFrom(scene, source)));
        edge("HTTPS from everywhere", scene -> httpsFrom(scene, "0.0.0.0/0"));
    }

    private static void httpsFrom(Scene scene, String source) {
        Parts.inbound(scene, LOAD_BALANCER_GROUP_ID, new SecurityGroupRule("sgr-1", "tcp", 443, 443, source, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::/0", "203.0.113.0/24", "pl-3b927c52"})
    void httpsForSomeOnlyIsSaidButIsNotBroken(String source) {
        Finding finding = found(Scene.with(scene -> httpsFrom(scene, source)));

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.stops()).isFalse();
        assertThat(finding.title()).endsWith("from everywhere");
        assertThat(finding.cause()).contains(source);
    }
}
