package ch.meuthak.lotse.console.sandbox.aws;

import java.util.List;
import java.util.Optional;

/** Decides who is let in, and to what. */
final class Gate {
    private static final List<String> LAB_REGIONS = List.of("us-east-1", "us-west-2");

    private final String account;
    private final Faults faults;

    Gate(String account, Faults faults) {
        this.account = account;
        this.faults = faults;
    }

    /** Everybody is the same lab user. */
    String callerArn() {
        return "arn:aws:sts::" + account + ":assumed-role/voclabs/user3141592=Lotse";
    }

    void pass(Service service, String action, Optional<Signature> header, String token) throws AwsError {
        Refusals refusals = service.refusals();
        Signature signature = header.orElseThrow(refusals::missing);
        if (signature.isTemporary() && token.isEmpty()) {
            throw refusals.badKey();
        }
        if (signature.keyId().equals(Keys.EXPIRED)) {
            throw refusals.expired();
        }
        boolean identity = action.equals("GetCallerIdentity");
        if (signature.keyId().equals(Keys.LAB_ENDED) && !identity) {
            throw refusals.denied(
                    callerArn(),
                    action,
                    "with an explicit deny in an identity-based policy: arn:aws:iam::" + account
                            + ":policy/voc-cancel-cred");
        }
        if (signature.keyId().equals(Keys.LAB) && !identity && !LAB_REGIONS.contains(signature.region())) {
            throw refusals.denied(callerArn(), action, "with an explicit deny in a service control policy");
        }
        if (faults.of(action).stream().anyMatch(fault -> fault instanceof Fault.Deny)) {
            String needed = refusals.prefix() + ":" + action;
            throw refusals.denied(
                    callerArn(), action, "because no identity-based policy allows the " + needed + " action");
        }
        if (faults.throttle(action)) {
            throw refusals.throttled();
        }
    }
}
