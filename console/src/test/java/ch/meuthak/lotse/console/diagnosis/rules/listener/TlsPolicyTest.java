package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.util.List;

class TlsPolicyTest extends RuleTest {
    TlsPolicyTest() {
        List.of(
                        "2016-08",
                        "2015-05",
                        "TLS-1-0-2015-04",
                        "TLS-1-1-2017-01",
                        "FS-2018-06",
                        "FS-1-1-2019-08",
                        "TLS13-1-0-2021-06",
                        "TLS13-1-1-2021-06",
                        "TLS13-1-0-FIPS-2023-04",
                        "TLS13-1-1-FIPS-2023-04")
                .forEach(name -> fault(name, scene -> Parts.policy(scene, "ELBSecurityPolicy-" + name)));
        List.of(
                        "TLS13-1-2-2021-06",
                        "TLS13-1-2-Res-2021-06",
                        "TLS13-1-2-Ext1-2021-06",
                        "TLS13-1-2-Res-PQ-2025-09",
                        "TLS13-1-3-2021-06",
                        "TLS13-1-2-FIPS-2023-04",
                        "TLS-1-2-2017-01",
                        "TLS-1-2-Ext-2018-06",
                        "FS-1-2-2019-08",
                        "FS-1-2-Res-2020-10")
                .forEach(name -> edge(name, scene -> Parts.policy(scene, "ELBSecurityPolicy-" + name)));
    }
}
