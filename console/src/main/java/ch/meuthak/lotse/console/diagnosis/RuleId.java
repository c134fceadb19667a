package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Hop;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the console recognises, in the order in which a request meets it. The names are stable: links, tests and scripts hold
 * on to them. Underscores here are dashes everywhere else.
 */
public enum RuleId {
    CRED_NONE(Kind.ACCESS, Severity.ERROR, Documents.CREDENTIALS),
    CRED_FILE(Kind.ACCESS, Severity.ERROR, Documents.AWS + "sdkref/latest/guide/file-format.html"),
    CRED_PARTIAL(Kind.ACCESS, Severity.ERROR, Documents.CREDENTIALS),
    CRED_IMDS_HOPS(Kind.ACCESS, Severity.ERROR, Documents.EC2 + "configuring-instance-metadata-options.html"),
    CRED_EXPIRED(Kind.ACCESS, Severity.ERROR, Documents.CREDENTIALS),
    CRED_LAB_ENDED(Kind.ACCESS, Severity.ERROR, Documents.DENIED),
    CRED_REGION(Kind.ACCESS, Severity.ERROR, Documents.DENIED),
    CRED_REFUSED(Kind.ACCESS, Severity.ERROR, Documents.CREDENTIALS),
    CRED_DENIED(Kind.ACCESS, Severity.WARNING, Documents.DENIED),

    DNS_LOOP(Hop.DNS, Severity.CRITICAL, Documents.ALIAS),
    DNS_NXDOMAIN(Hop.DNS, Severity.CRITICAL, Documents.ALIAS),
    DNS_TO_EIP(Hop.DNS, Severity.CRITICAL, Documents.ALIAS),
    DNS_OTHER_LB(Hop.DNS, Severity.CRITICAL, Documents.ALIAS),

    LB_ABSENT(Hop.LOAD_BALANCER, Severity.CRITICAL, Documents.ALB + "introduction.html"),
    LB_STATE(Hop.LOAD_BALANCER, Severity.ERROR, Documents.BALANCER),
    LB_INTERNAL(Hop.LOAD_BALANCER, Severity.CRITICAL, Documents.BALANCER),
    LB_SG_443(Hop.LOAD_BALANCER, Severity.CRITICAL, Documents.ALB + "load-balancer-update-security-groups.html"),
    LB_SUBNET_NO_IGW(Hop.LOAD_BALANCER, Severity.ERROR, Documents.BALANCER),

    LB_NO_HTTPS(Hop.LISTENER, Severity.CRITICAL, Documents.ALB + "create-https-listener.html"),
    ACM_NAME(Hop.LISTENER, Severity.CRITICAL, Documents.ALB + "https-listener-certificates.html"),
    ACM_REGION(Hop.LISTENER, Severity.ERROR, Documents.ACM + "acm-regions.html"),
    ACM_EXPIRED(Hop.LISTENER, Severity.CRITICAL, Documents.RENEWAL),
    ACM_TIMED_OUT(Hop.LISTENER, Severity.WARNING, Documents.ACM + "troubleshooting-timed-out.html"),
    ACM_FAILED(Hop.LISTENER, Severity.WARNING, Documents.ACM + "troubleshooting-failed.html"),
    ACM_UNUSABLE(Hop.LISTENER, Severity.CRITICAL, Documents.ACM + "acm-certificate.html"),
    ACM_PENDING_DOUBLED(Hop.LISTENER, Severity.WARNING, Documents.VALIDATION),
    ACM_PENDING_ABSENT(Hop.LISTENER, Severity.WARNING, Documents.VALIDATION),
    ACM_PENDING_DIFFERS(Hop.LISTENER, Severity.WARNING, Documents.VALIDATION),
    ACM_PENDING_LATE(Hop.LISTENER, Severity.WARNING, Documents.ACM + "troubleshooting-timed-out.html"),
    ACM_PENDING(Hop.LISTENER, Severity.WARNING, Documents.ACM + "dns-validation.html"),
    ACM_RENEWAL_PENDING(Hop.LISTENER, Severity.WARNING, Documents.ACM + "dns-renewal-validation.html"),
    ACM_IMPORTED(Hop.LISTENER, Severity.WARNING, Documents.ACM + "import-reimport.html"),
    ACM_EXPIRING(Hop.LISTENER, Severity.WARNING, Documents.RENEWAL),
    ACM_NOT_IN_USE(Hop.LISTENER, Severity.WARNING, Documents.RENEWAL),
    TLS_SERVED_DIFFERS(Hop.LISTENER, Severity.ERROR, Documents.ALB + "https-listener-certificates.html"),
    TLS_CHAIN(Hop.LISTENER, Severity.ERROR, Documents.ACM + "troubleshooting.html"),
    TLS_POLICY(Hop.LISTENER, Severity.WARNING, Documents.ALB + "describe-ssl-policies.html"),
    LB_HTTP_FORWARDS(Hop.LISTENER, Severity.WARNING, Documents.ALB + "rule-action-types.html"),

    RULE_HOST(Hop.RULE, Severity.CRITICAL, Documents.ALB + "rule-condition-types.html"),
    RULE_NO_TG(Hop.RULE, Severity.CRITICAL, Documents.ALB + "rule-action-types.html"),

    TG_EMPTY(Hop.TARGET_GROUP, Severity.CRITICAL, Documents.ALB + "target-group-register-targets.html"),
    TG_PROTOCOL(Hop.TARGET_GROUP, Severity.CRITICAL, Documents.ALB + "load-balancer-target-groups.html"),
    TGT_DRAINING_LONG(Hop.TARGET_GROUP, Severity.INFO, Documents.ALB + "edit-target-group-attributes.html"),

    TGT_FAIL_OPEN(Hop.TARGET, Severity.CRITICAL, Documents.HEALTH),
    TG_NOT_IN_USE(Hop.TARGET, Severity.ERROR, Documents.HEALTH),
    TGT_STOPPED(Hop.TARGET, Severity.CRITICAL, Documents.EC2 + "Stop_Start.html"),
    TGT_LOOPBACK(Hop.TARGET, Severity.CRITICAL, Documents.HEALTH),
    TGT_PORT(Hop.TARGET, Severity.CRITICAL, Documents.ALB + "target-group-register-targets.html"),
    TGT_REFUSED(Hop.TARGET, Severity.ERROR, Documents.HEALTH),
    TGT_TIMEOUT(Hop.TARGET, Severity.ERROR, Documents.HEALTH),
    TGT_CODE(Hop.TARGET, Severity.ERROR, Documents.HEALTH),
    TGT_SLOW_START(Hop.TARGET, Severity.WARNING, Documents.HEALTH),
    TGT_SHIFT(Hop.TARGET, Severity.WARNING, Documents.ALB + "zonal-shift.html"),
    TGT_STATE(Hop.TARGET, Severity.WARNING, Documents.HEALTH),

    TGT_SG(Hop.SECURITY_GROUP, Severity.CRITICAL, Documents.ALB + "target-group-register-targets.html"),
    EXP_API_OPEN(Kind.EXPOSURE, Hop.SECURITY_GROUP, Severity.WARNING, Documents.GROUPS),
    EXP_SSH_OPEN(Kind.EXPOSURE, Hop.SECURITY_GROUP, Severity.WARNING, Documents.GROUPS),
    EXP_OTHER(Kind.EXPOSURE, Hop.SECURITY_GROUP, Severity.WARNING, Documents.GROUPS),
    EXP_CONSOLE(Kind.EXPOSURE, Hop.SECURITY_GROUP, Severity.ERROR, Documents.GROUPS),
    EXP_IMDSV1(Kind.EXPOSURE, null, Severity.WARNING, Documents.EC2 + "configuring-instance-metadata-service.html"),

    RUN_EDGE(Hop.RELEASE, Severity.CRITICAL, Documents.TROUBLE),
    RUN_DOWN(Hop.RELEASE, Severity.CRITICAL, Documents.TROUBLE),
    RUN_MEMORY(Hop.RELEASE, Severity.WARNING, Documents.TROUBLE),
    RUN_RESTARTS(Hop.RELEASE, Severity.WARNING, Documents.TROUBLE),
    BOX_MEMORY(Hop.RELEASE, Severity.WARNING, Documents.EC2 + "ec2-instance-resize.html"),
    BOX_DISK(Hop.RELEASE, Severity.WARNING, Documents.AWS + "ebs/latest/userguide/ebs-modify-volume.html"),
    BOX_CREDITS(Hop.RELEASE, Severity.WARNING, Documents.EC2 + "burstable-credits-baseline-concepts.html"),
    RUN_RELEASE(Hop.RELEASE, Severity.WARNING, Documents.ALB + "load-balancer-target-groups.html"),
    RUN_KEEPALIVE(Hop.RELEASE, Severity.WARNING, Documents.TROUBLE),
    RUN_DIRECT_OK(Kind.PATH, null, Severity.ERROR, Documents.TROUBLE),
    RUN_NO_ANSWER(Kind.PATH, null, Severity.ERROR, Documents.TROUBLE),

    LAB_RESTARTED(Kind.EXPOSURE, null, Severity.INFO, Documents.EC2 + "Stop_Start.html"),
    EIP_DIFFERS(Kind.EXPOSURE, null, Severity.WARNING, Documents.ADDRESSES),
    EIP_LOOSE(Kind.EXPOSURE, null, Severity.INFO, Documents.ADDRESSES),
    DRIFT(Kind.EXPOSURE, null, Severity.WARNING, Documents.TRAIL);

    /** What a rule is about. The list of findings begins with what stops requests, and then follows this order. */
    enum Kind {
        /** Whether AWS can be read at all. */
        ACCESS,
        /** Whether and how well requests get through. */
        PATH,
        /** Who else gets in, what it costs, and what has changed: requests do not depend on it. */
        EXPOSURE
    }

    private final Kind kind;
    private final @Nullable Hop hop;
    private final Severity severity;
    private final String document;

    RuleId(Kind kind, Severity severity, String document) {
        this(kind, null, severity, document);
    }

    RuleId(Hop hop, Severity severity, String document) {
        this(Kind.PATH, hop, severity, document);
    }

    RuleId(Kind kind, @Nullable Hop hop, Severity severity, String document) {
        this.kind = kind;
        this.hop = hop;
        this.severity = severity;
        this.document = document;
    }

    /** As people and scripts write it: {@code TGT-SG}. */
    public String id() {
        return name().replace('_', '-');
    }

    /** The page of AWS's documentation about it. */
    public String document() {
        return document;
    }

    /** The rule with this id, in capitals or not, with dashes or underscores. */
    public static Optional<RuleId> of(String id) {
        String name = id.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values()).filter(rule -> rule.name().equals(name)).findFirst();
    }

    /** Whether it is about AWS being read at all, and not about what requests meet. */
    public boolean isAboutAccess() {
        return kind == Kind.ACCESS;
    }

    Kind kind() {
        return kind;
    }

    /** The hop that its findings belong to, unless they say otherwise. */
    public Optional<Hop> hop() {
        return Optional.ofNullable(hop);
    }

    /** How much it matters, unless a finding says otherwise. */
    public Severity severity() {
        return severity;
    }

    private static final class Documents {
        private static final String AWS = "https://docs.aws.amazon.com/";
        private static final String ALB = AWS + "elasticloadbalancing/latest/application/";
        private static final String ACM = AWS + "acm/latest/userguide/";
        private static final String EC2 = AWS + "AWSEC2/latest/UserGuide/";
        private static final String CREDENTIALS = AWS + "sdk-for-java/latest/developer-guide/credentials-chain.html";
        private static final String DENIED = AWS + "IAM/latest/UserGuide/troubleshoot_access-denied.html";
        private static final String ALIAS = AWS + "Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html";
        private static final String BALANCER = ALB + "application-load-balancers.html";
        private static final String HEALTH = ALB + "target-group-health-checks.html";
        private static final String TROUBLE = ALB + "load-balancer-troubleshooting.html";
        private static final String VALIDATION = ACM + "troubleshooting-DNS-validation.html";
        private static final String RENEWAL = ACM + "managed-renewal.html";
        private static final String GROUPS = EC2 + "security-group-rules-reference.html";
        private static final String TRAIL = AWS + "awscloudtrail/latest/userguide/view-cloudtrail-events.html";
        private static final String ADDRESSES = EC2 + "elastic-ip-addresses-eip.html";
    }
}
