package ch.meuthak.lotse.console.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.aws.AwsConnection;
import ch.meuthak.lotse.console.aws.AwsInventory;
import ch.meuthak.lotse.console.aws.InventorySettings;
import ch.meuthak.lotse.console.aws.TestAws;
import ch.meuthak.lotse.console.credentials.CredentialsInUse;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredLabEnded;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpApiOpen;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpOther;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.sandbox.world.GroupRule;
import ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the console finds in the sandbox's cloud, read over the wire. */
@Timeout(120)
class SandboxDiagnosisTest {
    private final SandboxState state = SandboxState.reference(InstantSource.system());
    private final AwsEndpoint endpoint =
            AwsEndpoint.start(state, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final AwsConnection connection = new AwsConnection(TestAws.settings(endpoint.uri()));

    @AfterEach
    void close() {
        connection.close();
        endpoint.close();
    }

    private final AwsInventory inventory = inventory(connection);

    private static AwsInventory inventory(AwsConnection connection) {
        var dns = new DnsAnswer(
                List.of(ReferenceDeployment.DOMAIN, ReferenceDeployment.LOAD_BALANCER_DNS), List.of("127.0.0.1"));
        var settings = InventorySettings.of(ReferenceDeployment.DOMAIN, Optional.empty());
        return new AwsInventory(connection, name -> Fact.known(dns), settings, InstantSource.system());
    }

    private Topology read() {
        return inventory.read();
    }

    private List<Rule> found() {
        return found(read());
    }

    private static List<Rule> found(Topology read) {
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready.");
        return Diagnosis.of(
                        Rulebook.ALL,
                        Observations.of(read, release, 5080),
                        Optional.empty(),
                        InstantSource.system().instant())
                .all()
                .map(Finding::rule)
                .toList();
    }

    @Test
    void itsDeploymentIsTheReferenceWithBothPortsOpenAndNothingElse() {
        Topology read = read();

        assertThat(read.problems()).isEmpty();
        assertThat(read.calls()).isEqualTo(16);
        assertThat(found()).containsExactly(ExpApiOpen.RULE, ExpSshOpen.RULE);
    }

    @Test
    void whatIsBrokenThereIsFound() {
        state.authorize(
                ReferenceDeployment.SERVER_GROUP,
                new GroupRule(state.newId("sgr"), false, "tcp", 3306, 3306, "0.0.0.0/0", ""));
        assertThat(found()).containsExactly(ExpApiOpen.RULE, ExpSshOpen.RULE, ExpOther.RULE);

        state.revoke(ReferenceDeployment.SERVER_GROUP, ReferenceDeployment.API_RULE);
        assertThat(found()).startsWith(TgtSg.RULE);
    }

    @Test
    void aSessionThatIsOverIsNamedAndCredentialsPastedInsteadAreUsedAtOnce() {
        try (var ended = new AwsConnection(TestAws.as(Keys.LAB_ENDED, endpoint.uri()))) {
            AwsInventory its = inventory(ended);
            assertThat(found(its.read())).startsWith(CredLabEnded.RULE);
            assertThat(its.read().calls())
                    .as("nothing more is asked within the minute")
                    .isZero();

            assertThat(ended.use(block(Keys.LAB))).isInstanceOf(CredentialsInUse.Outcome.Used.class);
            assertThat(found(its.read())).containsExactly(ExpApiOpen.RULE, ExpSshOpen.RULE);
        }
    }

    @Test
    void aBlockOfASessionThatIsOverDoesNotTakeThePlaceOfWhatWorks() {
        assertThat(connection.use(block(Keys.EXPIRED))).isInstanceOf(CredentialsInUse.Outcome.NotUsed.class);
        assertThat(connection.use(block(Keys.LAB_ENDED)))
                .isInstanceOfSatisfying(
                        CredentialsInUse.Outcome.NotUsed.class,
                        refused -> assertThat(refused.reasons().getFirst()).startsWith("The lab session is over"));
        assertThat(found()).containsExactly(ExpApiOpen.RULE, ExpSshOpen.RULE);
    }

    private static String block(String keyId) {
        return "[default]\naws_access_key_id=" + keyId
                + "\naws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
                + "\naws_session_token=IQoJb3JpZ2luX2VjEXAMPLETOKENEXAMPLETOKEN==\n";
    }
}
