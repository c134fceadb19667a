package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.RouteTable;
import java.util.List;

class LbSubnetNoIgwTest extends RuleTest {
    private static final RouteTable WITHOUT = new RouteTable("rtb-0d6b38f21ca95e740", true, List.of(), "");
    private static final RouteTable OF_ANOTHER_SUBNET =
            new RouteTable("rtb-0a1b2c3d4e5f60718", false, List.of("subnet-1"), "igw-09a1d5e7c3b2f4860");

    LbSubnetNoIgwTest() {
        fault(
                "the main route table has none",
                scene -> scene.aws(all -> all.routeTables(Fact.known(List.of(WITHOUT, OF_ANOTHER_SUBNET)))));
        edge(
                "the main route table has one",
                scene -> scene.aws(all ->
                        all.routeTables(Fact.known(List.of(ReferenceTopology.routeTable(), OF_ANOTHER_SUBNET)))));
        edge("route tables that were not read", scene -> scene.aws(all -> all.routeTables(Fact.unread("of a test"))));
    }
}
