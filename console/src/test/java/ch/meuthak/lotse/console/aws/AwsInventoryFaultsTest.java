package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import ch.meuthak.lotse.console.aws.ReplayedAws.Answer;
import ch.meuthak.lotse.console.aws.ReplayedAws.Behaviour;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredDenied;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AwsInventoryFaultsTest extends InventoryFixture {

    @ParameterizedTest
    @CsvSource({
        "GetCallerIdentity, account",
        "DescribeLoadBalancers, idleTimeout listeners loadBalancer routeTables targetGroups",
        "DescribeTargetGroups, targetGroups",
        "DescribeAddresses, elasticIps",
        "DescribeListeners, listeners",
        "DescribeRules, rules",
        "DescribeListenerCertificates, certificateArns",
        "DescribeCertificate, certificates",
        "DescribeTargetHealth, targets",
        "DescribeInstances, instances",
        "DescribeSecurityGroups, ''",
        "DescribeSecurityGroupRules, ''",
        "DescribeLoadBalancerAttributes, idleTimeout",
        "DescribeTargetGroupAttributes, deregistrationDelay",
        "DescribeRouteTables, routeTables",
        "ListCertificates, ''"
    })
    void oneCallDeniedBlanksOnlyWhatItAloneTells(String call, String blank) {
        aws.on(call, ReplayedAws.error(403, "AccessDenied", "User: arn:aws:sts::1:assumed-role/x is not authorized"));

        Topology read = read();

        assertThat(String.join(" ", notKnown(read))).isEqualTo(blank);
        assertThat(read.problems()).extracting(Problem::call).containsExactly(call);
        assertThat(problem(read, call).error()).isEqualTo("AccessDenied");
        assertThat(problem(read, call).message()).contains(":" + call, "Allow that action", "AWS says: User:");
    }

    @Test
    void whatAwsSaysEndsBeforeOurOwnSentenceBegins() {
        aws.on("DescribeTargetHealth", ReplayedAws.error(400, "ValidationError", "An internal error has occurred"));

        assertThat(problem(read(), "DescribeTargetHealth").message())
                .isEqualTo(
                        "AWS refused DescribeTargetHealth: An internal error has occurred. Look up the code ValidationError in"
                                + " the API reference of this call.");
    }

    /** What to do depends on the kind of policy that refuses: none of the role's own can allow what another one denies. */
    @ParameterizedTest
    @CsvSource({
        "with an explicit deny in a service control policy, service control policy, AWS Organizations",
        "'with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1', service control policy, AWS Organizations",
        "because no service control policy allows the action, service control policy, AWS Organizations",
        "with an explicit deny in a resource control policy, resource control policy, AWS Organizations",
        "because no resource control policy allows the action, resource control policy, AWS Organizations",
        "with an explicit deny in a permissions boundary, permissions boundary, of the console's role",
        "because no permissions boundary allows the action, permissions boundary, of the console's role",
        "with an explicit deny in a session policy, session policy, gave you these credentials",
        "because no session policy allows the action, session policy, gave you these credentials",
        "with an explicit deny in a VPC endpoint policy, VPC endpoint policy, of the endpoint",
        "because no VPC endpoint policy allows the action, VPC endpoint policy, of the endpoint",
        "with an explicit deny in a resource-based policy, resource-based policy, of the resource",
        "with an explicit deny in an identity-based policy, identity-based policy, Remove the deny",
        "with an explicit deny, a policy, Remove the deny"
    })
    void aDenialIsAnsweredWhereItComesFrom(String how, String kind, String advice) {
        aws.on(
                "DescribeTargetHealth",
                ReplayedAws.error(
                        403,
                        "AccessDenied",
                        "User: arn:aws:sts::1:assumed-role/x is not authorized to perform:"
                                + " elasticloadbalancing:DescribeTargetHealth on resource: * " + how));

        Topology read = read();
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready since noon.");
        Finding denied = Diagnosis.of(
                        Rulebook.ALL, Observations.of(read, release, 5080), Optional.empty(), ReferenceTopology.NOON)
                .all()
                .filter(one -> one.rule() == CredDenied.RULE)
                .findFirst()
                .orElseThrow();

        assertThat(problem(read, "DescribeTargetHealth").message())
                .contains(kind, advice)
                .doesNotContain("Allow that action in the policy of the console's role");
        assertThat(denied.fix().advice()).contains(kind, advice).doesNotContain("policy of the console's role:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"because no identity-based policy allows the action", ""})
    void whatNoPolicyAllowsIsToBeAllowedInTheRole(String how) {
        aws.on(
                "DescribeTargetHealth",
                ReplayedAws.error(403, "AccessDenied", "User: arn:aws:sts::1:assumed-role/x is not authorized " + how));

        assertThat(problem(read(), "DescribeTargetHealth").message())
                .contains("Allow that action in the policy of the console's role. AWS says: User:")
                .endsWith(".");
    }

    @Test
    void withoutTheRulesIdsTheRulesThemselvesAreStillThere() {
        aws.on("DescribeSecurityGroupRules", ReplayedAws.error(403, "UnauthorizedOperation", "no"));

        List<SecurityGroup> groups = read().securityGroups().toOptional().orElseThrow();

        assertThat(groups.getFirst().inbound())
                .extracting(SecurityGroupRule::id, SecurityGroupRule::fromPort, SecurityGroupRule::source)
                .containsExactlyInAnyOrder(tuple("", 5000, "0.0.0.0/0"), tuple("", 22, "0.0.0.0/0"));
    }

    @Test
    void withoutTheGroupsTheirRulesAreStillThere() {
        aws.on("DescribeSecurityGroups", ReplayedAws.error(403, "UnauthorizedOperation", "no"));

        SecurityGroup group = read().securityGroups().toOptional().orElseThrow().getFirst();

        assertThat(group.id()).isEqualTo(ReferenceTopology.INSTANCE_GROUP_ID);
        assertThat(group.name()).isEmpty();
        assertThat(group.inbound()).isEqualTo(ReferenceTopology.instanceGroup().inbound());
    }

    @Test
    void withoutTheInstancesTheGroupsOfTheirNetworkAreThere() {
        aws.on("DescribeInstances", ReplayedAws.error(403, "UnauthorizedOperation", "no"));

        assertThat(read().securityGroups()).isEqualTo(reference.securityGroups());
    }

    @ParameterizedTest
    @CsvSource({
        "400, ExpiredToken, ExpiredToken",
        "400, ExpiredTokenException, ExpiredToken",
        "400, RequestExpired, RequestExpired"
    })
    void expiredCredentialsSayHowToRefreshThem(int status, String code, String error) {
        aws.always(ReplayedAws.error(status, code, "The security token included in the request is expired"));

        Topology read = read();

        assertThat(read.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.error()).isEqualTo(error);
            assertThat(problem.message()).contains("have expired", "~/.aws/credentials");
        });
        assertThat(read.lacksCredentials()).isTrue();
        assertThat(read.dns()).isEqualTo(reference.dns());
    }

    @Test
    void credentialsThatAwsDoesNotKnowAreNotQuoted() {
        aws.always(ReplayedAws.error(
                403,
                "SignatureDoesNotMatch",
                "The Canonical String should have been x-amz-security-token:token-of-the-test"));

        Topology read = read();

        assertThat(read.toString()).doesNotContain("token-of-the-test", "secret-of-the-test");
        assertThat(problem(read, "GetCallerIdentity").message()).contains("does not accept the credentials");
    }

    /** Whatever the error: the session token is in the request, so whoever answers can send it back. */
    @ParameterizedTest
    @ValueSource(strings = {"AccessDenied", "ValidationError", "UnauthorizedOperation", "SomethingNew"})
    void whatTheRequestProvedItselfWithIsNotQuoted(String code) {
        String encoded = Base64.getEncoder().encodeToString("token-of-the-test".getBytes(StandardCharsets.UTF_8));
        aws.always(ReplayedAws.error(
                403, code, "User: x may not, with token-of-the-test or " + encoded + " in policy token-of-the-test"));

        Topology read = read();

        assertThat(problem(read, "DescribeAddresses").message()).contains("User: x may not, with *** or ***");
        assertThat(read.toString()).doesNotContain("token-of-the-test", encoded);
    }

    @Test
    void aLabThatIsOverIsSaidToBeOver() {
        aws.on(
                "DescribeAddresses",
                ReplayedAws.error(
                        403,
                        "UnauthorizedOperation",
                        "You are not authorized with an explicit deny in policy voc-cancel-cred Encoded authorization failure message: "
                                + "x".repeat(4000)));

        assertThat(problem(read(), "DescribeAddresses").message())
                .contains("lab session is over")
                .hasSizeLessThan(500);
    }

    /** The policy stands at the end: behind a long name of a person and a long resource it is beyond what is quoted. */
    @Test
    void aLabThatIsOverIsSaidToBeOverHoweverLongTheMessageIs() {
        aws.on(
                "DescribeTargetHealth",
                ReplayedAws.error(
                        403,
                        "AccessDenied",
                        "User: arn:aws:sts::339712742662:assumed-role/voclabs/user3087654="
                                + "Firstname_Secondname_Familyname-Familyname@students.a-school-with-a-long-name.example.ch"
                                + " is not authorized to perform: elasticloadbalancing:DescribeTargetHealth on resource:"
                                + " arn:aws:elasticloadbalancing:us-east-1:339712742662:targetgroup/semarb3-2/1a2b3c4d5e6f7a8b"
                                + " with an explicit deny in an identity-based policy:"
                                + " arn:aws:iam::339712742662:policy/voc-cancel-cred"));

        Problem problem = problem(read(), "DescribeTargetHealth");

        assertThat(problem.isLabEnded()).isTrue();
        assertThat(problem.message()).hasSizeLessThan(500);
    }

    @Test
    void aMessageOfKilobytesIsCut() {
        aws.on(
                "DescribeAddresses",
                ReplayedAws.error(
                        403,
                        "UnauthorizedOperation",
                        "You are not authorized. Encoded authorization failure message: " + "aB3-_".repeat(1000)));
        aws.on("DescribeRules", ReplayedAws.error(400, "ValidationError", "word ".repeat(2000)));

        Topology read = read();

        assertThat(read.problems())
                .allSatisfy(problem -> assertThat(problem.message()).hasSizeLessThan(700));
        assertThat(problem(read, "DescribeAddresses").message()).doesNotContain("aB3-_aB3");
    }

    @ParameterizedTest
    @CsvSource({"400, Throttling", "503, RequestLimitExceeded", "400, ThrottlingException"})
    void throttlingIsRetriedAFewTimesAndThenSaid(int status, String code) {
        aws.on("DescribeTargetHealth", ReplayedAws.error(status, code, "Rate exceeded"));

        Topology read = read();

        assertThat(problem(read, "DescribeTargetHealth").error()).isEqualTo("Throttling");
        assertThat(notKnown(read)).containsExactly("targets");
        assertThat(aws.calls()).filteredOn("DescribeTargetHealth"::equals).hasSize(2);
    }

    @Test
    void aCallThatHangsIsATimeoutAndHoldsNothingElseUp() {
        read(); // so that the SDK is loaded
        aws.on("DescribeTargetHealth", new Behaviour.Hangs());

        Topology read = read(TestAws.impatient(aws.endpoint(), Duration.ofSeconds(3)), GENEROUS);

        assertThat(problem(read, "DescribeTargetHealth").error()).isEqualTo("Timeout");
        assertThat(notKnown(read)).containsExactly("targets");
    }

    @Test
    void theSnapshotEndsAtItsDeadlineWhateverHangs() {
        read();
        aws.on("DescribeLoadBalancers", new Behaviour.Hangs());
        long began = System.nanoTime();

        Topology read = read(TestAws.settings(aws.endpoint()), Duration.ofSeconds(3));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
        assertThat(problem(read, "DescribeLoadBalancers").error()).isEqualTo("Timeout");
        assertThat(read.elasticIps()).isEqualTo(reference.elasticIps());
        assertThat(read.account()).isEqualTo(reference.account());
    }

    @Test
    void aResetConnectionIsUnreachable() {
        aws.on("DescribeRules", new Behaviour.Resets());

        Topology read = read();

        assertThat(problem(read, "DescribeRules").error()).isEqualTo("Unreachable");
        assertThat(notKnown(read)).containsExactly("rules");
    }

    @Test
    void aRefusedConnectionIsUnreachableEverywhere() throws IOException {
        // Bound and not listening: refuses every connection, and nobody else can take the port meanwhile.
        try (var nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            Topology read = read(TestAws.settings(URI.create("http://127.0.0.1:" + nobody.getLocalPort())), GENEROUS);

            assertThat(read.problems()).isNotEmpty().allMatch(problem -> problem.error()
                    .equals("Unreachable"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | text/html | <!DOCTYPE html><html><body>Please log in</body></html>",
                "200 | text/xml | <html xmlns='http://www.w3.org/1999/xhtml'><body>Please log in</body></html>",
                "503 | text/html | <html><body>Bad gateway</body></html>",
                "200 | text/plain | ''",
                "200 | text/xml | <DescribeTargetHealthResponse><DescribeTargetHealthResult>",
                "403 | text/plain | ''",
                "400 | application/json | {\"nonsense\":true}"
            })
    void whatIsNoAnswerOfAwsIsSaidToBeNone(int status, String type, String body) {
        aws.on("DescribeTargetHealth", ReplayedAws.says(status, type, body));

        Topology read = read();

        assertThat(problem(read, "DescribeTargetHealth").error()).isEqualTo("UnreadableAnswer");
        assertThat(notKnown(read)).containsExactly("targets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>login</html>", "", "[1,2", "{\"Certificate\":"})
    void acmTooMayAnswerNonsense(String body) {
        aws.on("DescribeCertificate", ReplayedAws.says(200, "text/html", body));

        Topology read = read();

        assertThat(problem(read, "DescribeCertificate").error()).isEqualTo("UnreadableAnswer");
        assertThat(notKnown(read)).containsExactly("certificates");
    }

    @Test
    void anEmptyNextMarkerEndsTheList() {
        aws.on(
                "DescribeListeners",
                new Behaviour.Says(healthy -> Answer.xml(
                        200, healthy.body().replace("</Listeners>", "</Listeners><NextMarker></NextMarker>"))));
        aws.on(
                "DescribeInstances",
                new Behaviour.Says(healthy ->
                        Answer.xml(200, healthy.body().replace("</reservationSet>", "</reservationSet><nextToken/>"))));

        assertThat(read().problems()).isEmpty();
        assertThat(aws.calls())
                .filteredOn(Set.of("DescribeListeners", "DescribeInstances")::contains)
                .hasSize(2);
    }

    @Test
    void aMarkerThatComesAgainDoesNotLoop() {
        aws.on(
                "DescribeListeners",
                new Behaviour.Says(healthy -> Answer.xml(
                        200, healthy.body().replace("</Listeners>", "</Listeners><NextMarker>0</NextMarker>"))));

        Topology read = read();

        assertThat(problem(read, "DescribeListeners").error()).isEqualTo("UnreadableAnswer");
        assertThat(aws.calls()).filteredOn("DescribeListeners"::equals).hasSizeLessThan(4);
    }

    @Test
    void oneUnreadableCertificateOfManyLeavesTheOthers() {
        String gone = ReferenceTopology.CERTIFICATE_ARN.replace("9272c48c", "00000000");
        Listener was = ReferenceTopology.httpsListener(ReferenceTopology.defaultRule());
        aws.topology(ReferenceTopology.healthy()
                .listeners(Fact.known(List.of(new Listener(
                        was.arn(),
                        was.protocol(),
                        was.port(),
                        was.sslPolicy(),
                        was.defaultCertificateArn(),
                        Fact.known(List.of(was.defaultCertificateArn(), gone)),
                        was.rules()))))
                .topology());

        Topology read = read();

        assertThat(read.certificates()).isEqualTo(reference.certificates());
        assertThat(problem(read, "DescribeCertificate").error()).isEqualTo("ResourceNotFound");
    }
}
