package ch.meuthak.lotse.console.drift;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.drift.Changes.Case;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of single changes, and that nothing is said of what is no change or was not read. */
class DifferencesTest {
    private static final Optional<ServingRelease> RELEASE =
            Optional.of(new ServingRelease("sha256:aa", "1.4.0+aa", true));
    private static final Problem DENIED =
            new Problem("Some", "AccessDenied", "The credentials may not call it.", "Allow it.");

    private static State state(ReferenceTopology topology) {
        return SnapshotParts.state(topology.topology(), RELEASE);
    }

    private static List<Difference> between(ReferenceTopology before, ReferenceTopology after) {
        return Aspects.differences(state(before), state(after), "us-east-1").stream()
                .map(Aspects.Told::difference)
                .toList();
    }

    static List<Case> cases() {
        return Changes.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneChangeGivesOneSentenceAndWhatUndoesIt(Case one) {
        List<Difference> differences = between(one.was(), one.is());

        assertThat(differences).extracting(Difference::sentence).containsExactly(one.sentence());
        assertThat(differences.getFirst().kind()).isEqualTo(one.kind());
        assertThat(differences.getFirst().drift()).isEqualTo(one.drift());
        assertThat(differences.getFirst().undo().commands()).isEqualTo(one.undo());
        assertThat(differences.getFirst().before())
                .isNotEqualTo(differences.getFirst().after());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatDidNotChangeGivesNothing(Case one) {
        assertThat(between(one.is(), one.is())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatHasNoCommandSaysWhatToDo(Case one) {
        Difference difference = between(one.was(), one.is()).getFirst();
        if (one.drift() && one.undo().isEmpty()) {
            assertThat(difference.undo().advice()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDifferenceThatIsAcceptedIsNone(Case one) {
        State before = state(one.was());
        State after = state(one.is());
        Aspects.Told told = Aspects.differences(before, after, "us-east-1").getFirst();

        assertThat(Aspects.differences(told.delta().applied(before), after, "us-east-1"))
                .isEmpty();
    }

    /** Each part in turn, as a call that is denied makes it. */
    static Stream<UnaryOperator<ReferenceTopology>> unread() {
        return Stream.of(
                all -> all.securityGroups(Fact.failed(DENIED)),
                all -> all.loadBalancer(Fact.failed(DENIED)),
                all -> all.listeners(Fact.unread("why")),
                all -> all.certificates(Fact.unread("why")),
                all -> all.targetGroups(Fact.failed(DENIED)),
                all -> all.instances(Fact.unread("why")),
                all -> all.elasticIps(Fact.failed(DENIED)),
                all -> all.idleTimeout(Fact.failed(DENIED)),
                all -> all.dns(Fact.failed(DENIED)),
                all -> all.targetGroups(Fact.known(List.of(ReferenceTopology.targetGroup(Fact.failed(DENIED))))),
                all -> all.listeners(Fact.known(List.of(unreadRules()))),
                all -> all.nothingRead("ExpiredToken", "The credentials have expired.", "Paste new ones."));
    }

    private static Listener unreadRules() {
        Listener was = ReferenceTopology.httpsListener(ReferenceTopology.defaultRule());
        return new Listener(
                was.arn(),
                was.protocol(),
                was.port(),
                was.sslPolicy(),
                was.defaultCertificateArn(),
                Fact.failed(DENIED),
                Fact.failed(DENIED));
    }

    @ParameterizedTest
    @MethodSource("unread")
    void whatWasNotReadIsNoChange(UnaryOperator<ReferenceTopology> denied) {
        ReferenceTopology whole = ReferenceTopology.healthy();
        assertThat(between(whole, denied.apply(whole))).isEmpty();
        assertThat(between(denied.apply(whole), whole)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unread")
    void aPartThatWasOnceReadIsComparedWhenItIsReadAgain(UnaryOperator<ReferenceTopology> denied) {
        State before = state(ReferenceTopology.healthy());
        State between = before.updatedBy(state(denied.apply(ReferenceTopology.healthy())));
        for (Case one : Changes.all()) {
            if (one.was().topology().equals(ReferenceTopology.healthy().topology())) {
                assertThat(Aspects.differences(between, state(one.is()), "us-east-1"))
                        .extracting(told -> told.difference().sentence())
                        .containsExactly(one.sentence());
            }
        }
    }

    @Test
    void theOrderOfListsMeansNothing() {
        var second = new Target("i-0ffff", 5000, "us-east-1b", "healthy", "", "");
        var target = new Target(ReferenceTopology.INSTANCE_ID, 5000, "us-east-1a", "healthy", "", "");
        ReferenceTopology one = ReferenceTopology.healthy()
                .inbound(ReferenceTopology.apiRule("::/0"), ReferenceTopology.sshRule("::/0"))
                .targetGroups(Fact.known(List.of(ReferenceTopology.targetGroup(target, second))))
                .listeners(Fact.known(List.of(
                        ReferenceTopology.httpsListener(ReferenceTopology.defaultRule()),
                        Changes.http(Changes.OTHER_LISTENER))));
        ReferenceTopology other = ReferenceTopology.healthy()
                .inbound(ReferenceTopology.sshRule("::/0"), ReferenceTopology.apiRule("::/0"))
                .targetGroups(Fact.known(List.of(ReferenceTopology.targetGroup(second, target))))
                .listeners(Fact.known(List.of(
                        Changes.http(Changes.OTHER_LISTENER),
                        ReferenceTopology.httpsListener(ReferenceTopology.defaultRule()))));

        assertThat(between(one, other)).isEmpty();
    }

    @Test
    void addressesOfALoadBalancerRotateAndAreNoChange() {
        var rotated = new DnsAnswer(
                List.of(ReferenceTopology.DOMAIN, ReferenceTopology.LOAD_BALANCER_DNS_NAME), List.of("3.3.3.3"));
        assertThat(between(
                        ReferenceTopology.healthy(), ReferenceTopology.healthy().dns(Fact.known(rotated))))
                .isEmpty();

        ReferenceTopology alias = ReferenceTopology.healthy()
                .dns(Fact.known(new DnsAnswer(List.of(ReferenceTopology.DOMAIN), List.of("3.3.3.3"))));
        ReferenceTopology aliasRotated = ReferenceTopology.healthy()
                .dns(Fact.known(new DnsAnswer(List.of(ReferenceTopology.DOMAIN), List.of("4.4.4.4"))));
        assertThat(between(alias, aliasRotated)).isEmpty();
    }

    @Test
    void aRuleThatWasMadeAnewWithAnotherIdIsTheSame() {
        SecurityGroupRule was = ReferenceTopology.apiRule("0.0.0.0/0");
        var anew = new SecurityGroupRule("sgr-0new", "6", 5000, 5000, was.source(), "another description");
        assertThat(between(
                        ReferenceTopology.healthy().inbound(was),
                        ReferenceTopology.healthy().inbound(anew)))
                .isEmpty();
    }

    @Test
    void groupsThatAreReadOnlyBecauseAnotherCallWasDeniedAreNoChange() {
        List<SecurityGroup> all = Stream.concat(
                        ReferenceTopology.healthy().topology().securityGroups().toOptional().orElseThrow().stream(),
                        Stream.of(new SecurityGroup(
                                "sg-0more", "more", "", "vpc-1", List.of(Changes.mysql("sgr-1")), List.of())))
                .toList();
        assertThat(between(
                        ReferenceTopology.healthy(), ReferenceTopology.healthy().securityGroups(Fact.known(all))))
                .isEmpty();
    }

    @Test
    void aTargetIsTakenOutWhenItBeginsToDrainAndNotOnceMoreWhenItHasDrained() {
        ReferenceTopology draining = ReferenceTopology.healthy()
                .target("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress");
        assertThat(between(ReferenceTopology.healthy(), draining))
                .extracting(Difference::kind)
                .containsExactly(Kind.TARGET, Kind.HEALTH);
        assertThat(between(draining, ReferenceTopology.healthy().noTargets())).isEmpty();
    }

    @Test
    void aDeploymentOfTheConsoleIsNoDriftAndAnyOtherReleaseIs() {
        State before = state(ReferenceTopology.healthy());
        var topology = ReferenceTopology.healthy().topology();
        for (boolean deployed : List.of(true, false)) {
            State after =
                    SnapshotParts.state(topology, Optional.of(new ServingRelease("sha256:bb", "1.5.0+bb", deployed)));
            Difference difference =
                    Aspects.differences(before, after, "us-east-1").getFirst().difference();
            assertThat(difference.sentence()).startsWith("Release 1.5.0+bb replaced 1.4.0+aa.");
            assertThat(difference.drift()).isEqualTo(!deployed);
        }
    }

    @Test
    void aRuleForSshSaysWhomTheCommandCutsOff() {
        ReferenceTopology opened = ReferenceTopology.healthy()
                .inbound(
                        ReferenceTopology.apiRule("0.0.0.0/0"),
                        ReferenceTopology.sshRule("0.0.0.0/0"),
                        new SecurityGroupRule("sgr-1", "tcp", 0, 65535, "203.0.113.7/32", ""));
        assertThat(between(ReferenceTopology.healthy(), opened)
                        .getFirst()
                        .undo()
                        .caution())
                .contains("SSH", "cut off", "you");
        for (Case one : Changes.all()) {
            if (one.sentence().contains("tcp 22")) {
                assertThat(between(one.was(), one.is()).getFirst().undo().caution())
                        .contains("SSH", "cut off", "you");
            }
        }
    }

    @Test
    void allChangesAtOnceAreAllTold() {
        ReferenceTopology all = ReferenceTopology.healthy()
                .inbound(ReferenceTopology.apiRule("0.0.0.0/0"))
                .idleTimeout(Fact.known(Duration.ofSeconds(10)))
                .elasticIps(Fact.known(List.of()))
                .noTargets()
                .domainAtElasticIp();
        assertThat(between(ReferenceTopology.healthy(), all))
                .extracting(Difference::kind)
                .containsExactly(Kind.DNS, Kind.LOAD_BALANCER, Kind.TARGET, Kind.SECURITY_GROUP, Kind.ADDRESS);
    }

    @Test
    void theSettingsOfAGroupDoNotDependOnWhetherItsTargetsWereRead() {
        TargetGroup group = ReferenceTopology.targetGroup(Fact.failed(DENIED));
        ReferenceTopology denied = ReferenceTopology.healthy().targetGroups(Fact.known(List.of(group)));
        ReferenceTopology changed = Changes.check(denied, was -> was, Duration.ofMinutes(5));
        assertThat(between(ReferenceTopology.healthy(), changed))
                .extracting(Difference::sentence)
                .containsExactly("The deregistration delay of semarb3-2 is 300 s and was 30 s.");
    }
}
