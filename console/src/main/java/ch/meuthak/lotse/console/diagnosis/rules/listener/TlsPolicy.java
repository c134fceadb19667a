package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The listener agrees to TLS 1.0 or 1.1. */
public final class TlsPolicy extends Rule {
    public static final Rule RULE = new TlsPolicy();

    /** TLS 1.2 and 1.3, as AWS recommends. */
    static final String POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    /** The policies that still agree to TLS 1.0 or 1.1. */
    private static final Pattern OLD =
            Pattern.compile("ELBSecurityPolicy-(2015-05|2016-08|TLS-1-[01]-.*|FS-2018-06|FS-1-1-.*|TLS13-1-[01]-.*)");

    private TlsPolicy() {
        super(About.path("TLS-POLICY", Hop.LISTENER, Severity.WARNING)
                .symptom("The TLS policy of the listener allows TLS 1.0 or 1.1.")
                .cause("It is an old default. These versions are no longer safe.")
                .fix("Use a policy for TLS 1.2 and 1.3.")
                .document(AwsPages.ALB + "describe-ssl-policies.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.https()
                .filter(listener -> OLD.matcher(listener.sslPolicy()).matches())
                .flatMap(listener -> route.found(this, "The listener allows old TLS versions")
                        .seen("The listener's policy is " + listener.sslPolicy() + ".", "DescribeListeners")
                        .cause("The policy " + listener.sslPolicy()
                                + " allows TLS 1.0 or 1.1. These versions are no longer safe.")
                        .fix("Use " + POLICY + ".")
                        .commands(List.of(route.aws(
                                "elbv2", "modify-listener", "--listener-arn", listener.arn(), "--ssl-policy", POLICY)))
                        .caution("Clients without TLS 1.2 can no longer connect.")
                        .done());
    }
}
