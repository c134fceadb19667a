package ch.meuthak.lotse.console.sandbox;

import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.API_RULE;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.CERTIFICATE_ARN;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.DOMAIN;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.LOAD_BALANCER_DNS;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.LOAD_BALANCER_GROUP;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.SERVER_GROUP;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.TARGET_GROUP_ARN;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.VALIDATION_NAME;
import static ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment.VALIDATION_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.sandbox.aws.AwsCli;
import ch.meuthak.lotse.console.sandbox.dns.Zones;
import ch.meuthak.lotse.console.sandbox.tls.OtherCertificates;
import ch.meuthak.lotse.console.sandbox.tls.ServedKeys;
import ch.meuthak.lotse.console.sandbox.world.Address;
import ch.meuthak.lotse.console.sandbox.world.Certificate;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.HealthCheck;
import ch.meuthak.lotse.console.sandbox.world.ReferenceDeployment;
import ch.meuthak.lotse.console.web.Visitor;
import ch.meuthak.lotse.server.testing.Await;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults made for real in the sandbox, one after the other, each mended before the next: what the probes see of it, the finding in
 * the JSON API, its title on the page.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutsideFaultsTest {
    private static final String OPEN_API = "EXP-API-OPEN";
    private static final String OPEN_SSH = "EXP-SSH-OPEN";

    @SuppressWarnings("NullAway.Init")
    private WholeSandbox whole;

    @SuppressWarnings("NullAway.Init")
    private Visitor operator;

    @SuppressWarnings("NullAway.Init")
    private OtherCertificates others;

    @SuppressWarnings("NullAway.Init")
    private Cloud reference;

    /** What ends the fault of the test. */
    private final List<Runnable> mending = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        whole = new WholeSandbox(
                temporary,
                Map.of(
                        "lotse.deploy.bake.time",
                        "1s",
                        "lotse.deploy.check.time",
                        "60s",
                        "lotse.console.refresh",
                        "1s",
                        "lotse.probe.time",
                        "2s"));
        var quick = new HealthCheck("/health/ready", "200", Duration.ofMillis(500), Duration.ofMillis(400), 2, 2);
        whole.parts().state().changeHealthCheck(TARGET_GROUP_ARN, quick);
        others = new OtherCertificates(whole.parts().certificate(), DOMAIN);
        operator = Visitor.of(whole.parts().console().url())
                .logIn(whole.parts().console().loginUrl());
        awaitReference();
        reference = whole.parts().state().cloud();
    }

    @AfterAll
    void close() {
        if (whole != null) {
            whole.close();
        }
    }

    @AfterEach
    void mend() {
        mending.reversed().forEach(Runnable::run);
        mending.clear();
        awaitReference();
    }

    private Zones zones() {
        return whole.parts().dns().zones();
    }

    private void aws(String... arguments) throws Exception {
        var result = new AwsCli(whole.parts().aws().uri()).run(arguments);
        assertThat(result.exitCode()).as(result.errors()).isZero();
    }

    private JsonNode topology() throws Exception {
        return whole.console("/api/topology");
    }

    private List<String> found() throws Exception {
        return topology().path("findings").findValuesAsText("id");
    }

    private void awaitReference() {
        awaitFindings("what is true of the reference and nothing else", List.of(OPEN_API, OPEN_SSH)::equals);
    }

    private void awaitFindings(String what, Predicate<List<String>> condition) {
        var last = new ArrayList<String>();
        try {
            Await.until(what, () -> {
                last.clear();
                last.addAll(found());
                return condition.test(last);
            });
        } catch (AssertionError e) {
            throw new AssertionError(what + ": " + last, e);
        }
    }

    /** Waits until these are found, the first of them first of all, and their titles are on the page. */
    private void awaitFound(String... ids) throws Exception {
        awaitFindings(
                String.join(", ", ids),
                all -> all.containsAll(List.of(ids)) && all.getFirst().equals(ids[0]));
        JsonNode findings = topology().get("findings");
        List<String> titles = findings.findValuesAsText("title");
        String page = operator.get("/").body();
        assertThat(titles).isNotEmpty();
        assertThat(page).contains(ids[0]).contains(escaped(titles.getFirst()));
    }

    private static String escaped(String title) {
        return title.replace("'", "&#39;");
    }

    @Test
    void everyProbeSeesTheReferenceAndNothingIsWrongWithIt() throws Exception {
        Await.until("every probe's answer", () -> topology().get("problems").isEmpty());
        JsonNode outside = topology().get("outside");

        assertThat(outside.at("/zone/zone").asText()).isEqualTo("meuthak.ch");
        assertThat(outside.at("/zone/nameServers/0").asText()).isEqualTo("ns1.meuthak.ch");
        assertThat(outside.at("/zone/answeredBy").asText()).isEqualTo("the authoritative servers");
        assertThat(outside.at("/zone/alias").asText()).isEqualTo(LOAD_BALANCER_DNS);
        assertThat(outside.at("/zone/validations/0/value").asText()).isEqualTo(VALIDATION_VALUE);
        assertThat(outside.at("/zone/caa").isArray()).isTrue();
        assertThat(outside.at("/tls/protocol").asText()).isEqualTo("TLSv1.3");
        assertThat(outside.at("/tls/names").toString()).contains(DOMAIN);
        assertThat(outside.at("/tls/chainFault").isNull()).isTrue();
        assertThat(outside.at("/domain/status").asInt()).isEqualTo(200);
        assertThat(outside.at("/straight/status").asInt()).isEqualTo(200);
        assertThat(outside.at("/domain/release").asText())
                .isNotEmpty()
                .isEqualTo(outside.at("/straight/release").asText());
        assertThat(outside.at("/domain/latency/tls").asDouble()).isPositive();
        assertThat(outside.at("/straight/latency/firstByte").asDouble()).isPositive();
        assertThat(operator.get("/").body()).contains("Through the domain", "Direct", "ns1.meuthak.ch", "TLSv1.3");
    }

    @Test
    void aReleaseThatIsKilledIsDownAndTheDomainAnswersAnError() throws Exception {
        WholeSandbox.backends().forEach(ProcessHandle::destroyForcibly);
        mending.add(this::redeploy);

        awaitFound("RUN-DOWN", "TGT-CODE", "RUN-NO-ANSWER");
    }

    private void redeploy() {
        try {
            assertThat(whole.redeploy("{\"reason\":\"mended\"}").get("state").asText())
                    .isEqualTo("succeeded");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPortThatIsClosedKeepsTheLoadBalancerOut() throws Exception {
        mending.add(() -> whole.parts().state().change(now -> reference));
        aws("ec2", "revoke-security-group-ingress", "--group-id", SERVER_GROUP, "--security-group-rule-ids", API_RULE);

        awaitFound("TGT-SG", "RUN-NO-ANSWER");
        Await.until(
                "nobody to get in straight",
                () -> topology().at("/outside/straight/failure").asText().equals("no answer came within 2 s"));
        awaitFindings("no word of a service that answers", all -> !all.contains("RUN-DIRECT-OK"));
    }

    @Test
    void aWrongHealthPathMakesTheLoadBalancerFailOpen() throws Exception {
        mending.add(() -> whole.parts().state().change(now -> reference));
        aws("elbv2", "modify-target-group", "--target-group-arn", TARGET_GROUP_ARN, "--health-check-path", "/nowhere");

        awaitFound("TGT-FAIL-OPEN", "TGT-CODE");
        assertThat(found()).doesNotContain("RUN-NO-ANSWER", "RUN-DIRECT-OK");
    }

    @Test
    void aLoadBalancerThatLetsNobodyInIsToldFromAServiceThatIsDown() throws Exception {
        mending.add(() -> whole.parts().state().change(now -> reference));
        aws(
                "ec2",
                "revoke-security-group-ingress",
                "--group-id",
                LOAD_BALANCER_GROUP,
                "--protocol",
                "tcp",
                "--port",
                "443",
                "--cidr",
                "0.0.0.0/0");

        awaitFound("LB-SG-443", "RUN-DIRECT-OK", "RUN-NO-ANSWER");
        assertThat(topology().at("/outside/domain/failure").asText()).contains("within 2 s");
    }

    private void serve(ServedKeys keys, boolean known) {
        ServedKeys now = whole.parts().keys();
        Certificate before = whole.parts().state().cloud().certificates().getFirst();
        var was = now.copy();
        mending.add(() -> {
            now.become(was);
            whole.parts().state().changeCertificate(CERTIFICATE_ARN, _ -> before);
        });
        now.become(keys);
        if (known) {
            whole.parts()
                    .state()
                    .changeCertificate(
                            CERTIFICATE_ARN,
                            one -> one.issued(
                                    keys.leaf().getSerialNumber().toString(16),
                                    "Somebody",
                                    keys.leaf().getNotBefore().toInstant(),
                                    keys.leaf().getNotAfter().toInstant()));
        }
    }

    @Test
    void aCertificateThatHasEndedIsRefusedByClients() throws Exception {
        serve(others.expired(), true);

        awaitFound("ACM-EXPIRED", "TLS-CHAIN", "RUN-NO-ANSWER");
        assertThat(topology().at("/outside/tls/chainFault").asText()).startsWith("the certificate expired at ");
    }

    @Test
    void aCertificateThatNobodyHasSignedIsNotTrusted() throws Exception {
        serve(others.selfSigned(), true);

        awaitFound("TLS-CHAIN");
        assertThat(topology().at("/outside/tls/chainFault").asText()).isEqualTo("the certificate is self-signed");
        assertThat(topology().at("/outside/domain/failure").asText()).contains("clients do not trust its certificate");
    }

    @Test
    void aChainThatLacksTheIssuerIsIncomplete() throws Exception {
        serve(others.withoutIssuer(), true);

        awaitFound("TLS-CHAIN");
        assertThat(topology().at("/outside/tls/chainFault").asText())
                .startsWith("the chain is incomplete")
                .contains("Lotse sandbox intermediate");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        serve(others.forName("other.meuthak.ch"), true);

        awaitFound("TLS-CHAIN");
        assertThat(topology().at("/outside/tls/chainFault").asText())
                .isEqualTo("the certificate is for other.meuthak.ch, not for " + DOMAIN);
    }

    @Test
    void anotherCertificateThanTheListenersIsNoticedThoughClientsTrustIt() throws Exception {
        serve(others.another(), false);

        awaitFound("TLS-SERVED-DIFFERS");
        assertThat(found()).doesNotContain("TLS-CHAIN", "RUN-NO-ANSWER");
    }

    private void domainAgain() {
        zones().cname(DOMAIN, LOAD_BALANCER_DNS);
    }

    @Test
    void aDomainWithoutARecordIsSaidWithTheZoneThatLacksIt() throws Exception {
        mending.add(this::domainAgain);
        zones().remove(DOMAIN + ".");

        awaitFound("DNS-NXDOMAIN", "RUN-NO-ANSWER");
        assertThat(topology().at("/findings/0/fix/advice").asText())
                .contains("to the zone meuthak.ch, on the name servers ns1.meuthak.ch");
    }

    @Test
    void aDomainThatLeadsToAnotherLoadBalancerIsFound() throws Exception {
        String other = "semarb2-999.us-east-1.elb.amazonaws.com";
        mending.add(() -> zones().remove(other));
        mending.add(this::domainAgain);
        zones().a(other, InetAddress.ofLiteral("127.0.0.3")).cname(DOMAIN, other);

        awaitFound("DNS-OTHER-LB", "RUN-NO-ANSWER");
        assertThat(topology().at("/outside/domain/failure").asText()).isEqualTo("the connection was refused");
    }

    @Test
    void aDomainThatLeadsToTheElasticIpIsFound() throws Exception {
        mending.add(() -> whole.parts().state().change(now -> reference));
        mending.add(this::domainAgain);
        Address address = reference.addresses().getFirst();
        whole.parts()
                .state()
                .addresses(List.of(new Address(
                        "127.0.0.2",
                        address.allocationId(),
                        address.associationId(),
                        address.instanceId(),
                        address.name())));
        zones().remove(DOMAIN + ".").a(DOMAIN, InetAddress.ofLiteral("127.0.0.2"));

        awaitFound("DNS-TO-EIP", "RUN-NO-ANSWER");
    }

    /** A second certificate for the domain, just requested. */
    private void pending() {
        mending.add(() -> whole.parts().state().change(now -> reference));
        Certificate first = reference.certificates().getFirst();
        Instant now = Instant.now();
        var second = new Certificate(
                CERTIFICATE_ARN.replace("9272c48c", "1111c48c"),
                DOMAIN,
                List.of(DOMAIN),
                "PENDING_VALIDATION",
                first.keyAlgorithm(),
                "",
                "",
                now,
                now,
                now,
                VALIDATION_NAME,
                VALIDATION_VALUE);
        whole.parts().state().certificates(List.of(first, second));
    }

    private void recordAgain() {
        zones().cname(VALIDATION_NAME, VALIDATION_VALUE);
    }

    @Test
    void aValidationRecordThatIsThereIsWaitedFor() throws Exception {
        pending();

        awaitFindings("ACM-PENDING", all -> all.contains("ACM-PENDING"));
    }

    @Test
    void aValidationRecordThatIsNotThereIsSaidToBeAbsent() throws Exception {
        mending.add(this::recordAgain);
        zones().remove(VALIDATION_NAME);
        pending();

        awaitFindings("ACM-PENDING-ABSENT", all -> all.contains("ACM-PENDING-ABSENT"));
        assertThat(operator.get("/").body()).contains("The validation record is missing");
    }

    @Test
    void aValidationRecordOfAnOlderRequestIsToldApart() throws Exception {
        mending.add(this::recordAgain);
        zones().cname(VALIDATION_NAME, "_older.acm-validations.aws.");
        pending();

        awaitFindings("ACM-PENDING-DIFFERS", all -> all.contains("ACM-PENDING-DIFFERS"));
        assertThat(operator.get("/").body()).contains("The validation record has the wrong value");
    }

    @Test
    void aValidationRecordThatTheProviderHasDoubledIsFound() throws Exception {
        mending.add(this::recordAgain);
        mending.add(() -> zones().remove(VALIDATION_NAME + "meuthak.ch."));
        zones().remove(VALIDATION_NAME).cname(VALIDATION_NAME + "meuthak.ch.", VALIDATION_VALUE);
        pending();

        awaitFindings("ACM-PENDING-DOUBLED", all -> all.contains("ACM-PENDING-DOUBLED"));
        assertThat(operator.get("/").body()).contains("The validation record contains the zone twice");
    }

    @Test
    void aReleaseThatTheConsoleHasNotDeployedIsNoticed() throws Exception {
        mending.add(() -> whole.parts().state().change(now -> reference));
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("X-Release", "0.9.0+0123456789ab");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        stranger.start();
        mending.add(() -> stranger.stop(0));
        String port = Integer.toString(stranger.getAddress().getPort());
        String target = "Id=" + ReferenceDeployment.INSTANCE + ",Port=";
        aws(
                "ec2",
                "authorize-security-group-ingress",
                "--group-id",
                SERVER_GROUP,
                "--protocol",
                "tcp",
                "--port",
                port,
                "--cidr",
                "172.31.0.0/16");
        aws("elbv2", "register-targets", "--target-group-arn", TARGET_GROUP_ARN, "--targets", target + port);
        aws("elbv2", "deregister-targets", "--target-group-arn", TARGET_GROUP_ARN, "--targets", target + "5000");

        awaitFindings("RUN-RELEASE", all -> all.contains("RUN-RELEASE"));
        assertThat(operator.get("/").body()).contains("Another release answers outside", "0.9.0+0123456789ab");
    }
}
