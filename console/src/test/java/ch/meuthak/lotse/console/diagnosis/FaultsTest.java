package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsOtherLb;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpApiOpen;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.diagnosis.rules.listener.LbNoHttps;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbAbsent;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunEdge;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtRefused;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgEmpty;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgProtocol;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Faults by twos, and the reference without any. */
class FaultsTest {
    private static final List<Rule> OF_THE_REFERENCE = List.of(ExpApiOpen.RULE, ExpSshOpen.RULE);

    @Test
    void theReferenceGivesWhatIsTrueOfItAndNothingElse() {
        assertThat(Scene.healthy().rules()).containsExactlyElementsOf(OF_THE_REFERENCE);
    }

    @Test
    void theReferenceGivesTheSameWhenNothingWasProbed() {
        Diagnosis diagnosis = Diagnosing.diagnose(ReferenceTopology.healthy());

        assertThat(diagnosis.all()).extracting(Finding::rule).containsExactlyElementsOf(OF_THE_REFERENCE);
    }

    @Test
    void withItsPortsClosedTheReferenceGivesNothing() {
        assertThat(Scene.with(Parts::closed).diagnose().findings()).isEmpty();
    }

    @Test
    void ofTwoFaultsTheEarlierIsTheCauseAndTheOtherIsNotLost() {
        long seed = Long.getLong("lotse.seed", new Random().nextLong());
        System.out.println("seed of the pairs of faults: " + seed + " (-Dlotse.seed=" + seed + " repeats them)");
        List<Rule> breaking = Rulebook.ALL.stream().filter(FaultsTest::breaks).toList();
        assertThat(breaking.stream().map(FaultsTest::hop).distinct()).containsExactly(Hop.values());
        var random = new Random(seed);
        for (int made = 0; made < 100; ) {
            Rule one = breaking.get(random.nextInt(breaking.size()));
            Rule other = breaking.get(random.nextInt(breaking.size()));
            if (hop(one).compareTo(hop(other)) < 0 && canBothBe(one, other)) {
                theEarlierIsTheCause(one, other);
                made++;
            }
        }
    }

    private static void theEarlierIsTheCause(Rule one, Rule other) {
        Diagnosis diagnosis =
                Scene.with(Faults.of(one).andThen(Faults.of(other))).diagnose();

        assertThat(diagnosis.findings().getFirst().rule())
                .as(one + " before " + other)
                .isEqualTo(one);
        assertThat(diagnosis.firstBroken()).as(one + " before " + other).contains(hop(one));
        assertThat(diagnosis.path().verdict()).startsWith("Broken at " + (hop(one) == Hop.DNS ? "DNS" : "the "));
        assertThat(diagnosis.all())
                .as(one + " and " + other)
                .extracting(Finding::rule)
                .contains(other);
    }

    private static boolean breaks(Rule rule) {
        Finding first = Faults.scene(rule).diagnose().findings().getFirst();
        return first.stops() && first.hop().isPresent();
    }

    private static Hop hop(Rule rule) {
        return rule.hop().orElseThrow();
    }

    /**
     * Without a load balancer nobody can tell whether the domain leads to another. Without a listener no rule can be wrong, and
     * without a target none can be unhealthy or shut off. A healthy target proves what an unhealthy one does not. A target that
     * does not answer because its group is shut, or its edge is down, is one fault.
     */
    private static boolean canBothBe(Rule one, Rule other) {
        boolean noBalancer = one == DnsOtherLb.RULE && other == LbAbsent.RULE;
        boolean noRule = one == LbNoHttps.RULE && hop(other) == Hop.RULE;
        boolean noTarget =
                one == TgEmpty.RULE && Set.of(Hop.TARGET, Hop.SECURITY_GROUP).contains(hop(other));
        boolean disproved =
                one == TgProtocol.RULE && Set.of(Hop.TARGET, Hop.SECURITY_GROUP).contains(hop(other));
        boolean sameFault = hop(one) == Hop.TARGET && other == TgtSg.RULE;
        boolean edgeDown = one == TgtRefused.RULE && other == RunEdge.RULE;
        return !noBalancer && !noRule && !noTarget && !disproved && !sameFault && !edgeDown;
    }

    @Test
    void aFindingKeepsItsSinceUntilItIsGone() {
        Scene scene = Faults.scene(TgtRefused.RULE);
        scene.watchedFor = Duration.ofMinutes(3);

        assertThat(scene.diagnose().findings().getFirst().since()).isEqualTo(NOON.minus(Duration.ofMinutes(3)));
    }
}
