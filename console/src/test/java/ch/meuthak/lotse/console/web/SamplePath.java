package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.HopFact;
import ch.meuthak.lotse.console.diagnosis.HopState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.NotKnown;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunNoAnswer;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtRefused;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Diagnoses of the reference deployment, written by hand. */
public final class SamplePath {
    private static final NotKnown PROBES = new NotKnown(
            List.of("the certificate that is served", "how the domain answers"),
            "Not read, because nothing was probed.");

    private SamplePath() {}

    public static Diagnosis healthy(Instant now) {
        return new Diagnosis(
                new RequestPath(
                        hops(now, HopStatus.OK),
                        HopStatus.OK,
                        "Every part of the path answers: backend.meuthak.ch is up."),
                List.of(sshOpen(now)),
                List.of(PROBES));
    }

    public static Diagnosis targetBroken(Instant now) {
        return new Diagnosis(
                new RequestPath(
                        hops(now, HopStatus.FAIL),
                        HopStatus.FAIL,
                        "The target is broken: nothing listens on port 5000 of i-0ac165e251c3c44ac, so the load balancer answers"
                                + " 502."),
                List.of(refused(now), sshOpen(now)),
                List.of(PROBES));
    }

    private static Finding refused(Instant now) {
        return new Finding(
                TgtRefused.RULE,
                Severity.ERROR,
                true,
                Optional.of(Hop.TARGET),
                "The connection to the target fails",
                "The connection for HTTP /health/ready on port 5000 fails.",
                new Fix("Start the service.", List.of(), ""),
                List.of(new Evidence(
                        "The state of i-0ac165e251c3c44ac:5000 is unhealthy, Target.FailedHealthChecks.",
                        "DescribeTargetHealth",
                        now)),
                now.minusSeconds(42),
                List.of(silent(now)));
    }

    private static Finding silent(Instant now) {
        return new Finding(
                RunNoAnswer.RULE,
                Severity.ERROR,
                true,
                Optional.empty(),
                "The domain does not answer",
                "https://backend.meuthak.ch/ is answered 502.",
                new Fix("Look at the hops that are not known.", List.of(), ""),
                List.of(new Evidence("https://backend.meuthak.ch/ is answered 502.", "HTTP", now)),
                now.minusSeconds(40),
                List.of());
    }

    private static Finding sshOpen(Instant now) {
        return new Finding(
                ExpSshOpen.RULE,
                Severity.WARNING,
                false,
                Optional.of(Hop.SECURITY_GROUP),
                "SSH is open to the world",
                "Anybody on the internet can connect to SSH on TCP 22 of the instance.",
                new Fix(
                        "For SSH, make the source your own address.",
                        List.of("aws ec2 revoke-security-group-ingress --group-id sg-0c2f4b6d8e0a1b3c5"
                                + " --security-group-rule-ids sgr-0b1a29384756e0f1d --region us-east-1"),
                        "Everybody else is cut off."),
                List.of(new Evidence(
                        "sgr-0b1a29384756e0f1d of sg-0c2f4b6d8e0a1b3c5: Anybody on the internet can connect to TCP 22.",
                        "DescribeSecurityGroupRules",
                        now)),
                now.minus(Duration.ofHours(5)),
                List.of());
    }

    private static List<HopState> hops(Instant now, HopStatus target) {
        Instant since = now.minus(Duration.ofHours(5));
        return List.of(
                hop(
                        Hop.DNS,
                        HopStatus.OK,
                        "backend.meuthak.ch",
                        "A CNAME leads to the load balancer semarb3.",
                        since,
                        fact("CNAME", "semarb3-1577038455.us-east-1.elb.amazonaws.com")),
                hop(
                        Hop.LOAD_BALANCER,
                        HopStatus.OK,
                        "semarb3",
                        "Active and internet-facing.",
                        since,
                        fact("Zones", "us-east-1a, us-east-1b")),
                hop(
                        Hop.LISTENER,
                        HopStatus.OK,
                        "HTTPS:443",
                        "The certificate names backend.meuthak.ch and has 200 days left.",
                        since,
                        fact("Policy", "ELBSecurityPolicy-TLS13-1-2-2021-06"),
                        fact("Certificate", "9272c48c-aa16-4d1c-ac77-883b80a1dff5")),
                hop(Hop.RULE, HopStatus.OK, "default", "Every request is forwarded to semarb3-2.", since),
                hop(
                        Hop.TARGET_GROUP,
                        target == HopStatus.OK ? HopStatus.OK : HopStatus.UNKNOWN,
                        "semarb3-2",
                        "HTTP, checked at /health/ready.",
                        since,
                        fact("Port", "5000")),
                hop(
                        Hop.TARGET,
                        target,
                        "i-0ac165e251c3c44ac:5000",
                        target == HopStatus.OK
                                ? "Healthy."
                                : "Target.FailedHealthChecks: nothing listens, or it is not HTTP. Start the service.",
                        target == HopStatus.OK ? since : now.minusSeconds(42),
                        fact("Instance", "i-0ac165e251c3c44ac"),
                        fact("Public IP", "44.194.144.99")),
                hop(
                        Hop.SECURITY_GROUP,
                        HopStatus.WARN,
                        "launch-wizard-1",
                        "Port 22 and port 5000 are open to the whole internet. Narrow both to who needs them.",
                        since,
                        fact("Group", "sg-0c2f4b6d8e0a1b3c5")),
                hop(Hop.RELEASE, HopStatus.OK, "1.4.0", "Ready in slot blue.", since, fact("Digest", "4f1c2d3e4b5a")));
    }

    private static HopState hop(
            Hop hop, HopStatus status, String title, String detail, Instant since, HopFact... facts) {
        return new HopState(hop, status, title, detail, List.of(facts), since);
    }

    private static HopFact fact(String name, String value) {
        return new HopFact.Id(name, value);
    }
}
