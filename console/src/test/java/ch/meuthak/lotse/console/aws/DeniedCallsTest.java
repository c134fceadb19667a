package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredDenied;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The diagnosis of the reference with one permission taken away, for each that the console asks for. */
@Timeout(120)
class DeniedCallsTest extends InventoryFixture {
    /** Calls without which it is still known that requests get through: of the two about groups, one is enough. */
    static final Set<AwsCall> NOT_NEEDED = Set.of(
            AwsCall.GET_CALLER_IDENTITY,
            AwsCall.DESCRIBE_LOAD_BALANCER_ATTRIBUTES,
            AwsCall.DESCRIBE_TARGET_GROUP_ATTRIBUTES,
            AwsCall.LIST_CERTIFICATES,
            AwsCall.DESCRIBE_LISTENER_CERTIFICATES,
            AwsCall.DESCRIBE_ADDRESSES,
            AwsCall.DESCRIBE_SECURITY_GROUPS,
            AwsCall.DESCRIBE_SECURITY_GROUP_RULES);

    /** All that a reading makes: the one of Amazon ECR belongs to a pull. */
    @ParameterizedTest
    @EnumSource(value = AwsCall.class, mode = EnumSource.Mode.EXCLUDE, names = "GET_AUTHORIZATION_TOKEN")
    void aMissingPermissionIsNamedAndNothingIsClaimedWithoutIt(AwsCall call) {
        aws.on(call.call(), ReplayedAws.error(403, "AccessDenied", "User: x is not authorized"));
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready.");

        Diagnosis diagnosis = Diagnosis.of(
                Rulebook.ALL, Observations.of(read(), release, 5080), Optional.empty(), ReferenceTopology.NOON);

        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.rule() == CredDenied.RULE)
                .singleElement()
                .extracting(Finding::cause)
                .asString()
                .contains(call.call());
        assertThat(diagnosis.firstBroken()).isEmpty();
        assertThat(diagnosis.path().verdict())
                .startsWith(NOT_NEEDED.contains(call) ? "No fault found." : "It is not known whether requests for")
                .contains("backend.meuthak.ch");
    }
}
