package ch.meuthak.lotse.console.diagnosis.rules.exposure;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.AwsCommand;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.List;
import java.util.Optional;

/** Anybody can connect to SSH. */
public final class ExpSshOpen extends Rule {
    public static final Rule RULE = new ExpSshOpen();

    private static final int SSH = 22;

    private ExpSshOpen() {
        super(About.surroundings("EXP-SSH-OPEN", Hop.SECURITY_GROUP, Severity.WARNING)
                .symptom("A security group allows TCP 22 from everywhere.")
                .cause("Anybody on the internet can try keys and passwords.")
                .fix("Allow only your own address, with /32.")
                .document(AwsPages.GROUPS));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        List<Inbound> open = Inbound.open(route, instance -> true, rule -> rule.admitsTcp(SSH));
        boolean reached = !Inbound.open(route, Inbound::isPublic, rule -> rule.admitsTcp(SSH))
                .isEmpty();
        List<String> own = Inbound.byGroup(open).keySet().stream()
                .map(group -> route.aws(
                        "ec2",
                        "authorize-security-group-ingress",
                        "--group-id",
                        group.id(),
                        "--protocol",
                        "tcp",
                        "--port",
                        Integer.toString(SSH),
                        "--cidr",
                        AwsCommand.OWN_ADDRESS))
                .toList();
        return Inbound.found(
                route.found(this, "SSH is open to the world")
                        .cause("Anybody on the internet can connect to SSH on TCP 22 of the instance"
                                + (reached ? "." : ", as soon as it has a public address."))
                        .fix("For SSH, allow only your own address.")
                        .commands(Inbound.thenRevoked(route, own, open))
                        .caution(
                                "Run this on the machine that you log in from, not on the box. Everybody else is cut off, and you are when your address changes."
                                        + Inbound.alsoCloses(open)),
                open);
    }
}
