package ch.meuthak.lotse.console.sandbox.aws;

import java.util.Map;

/** STS: who am I. */
final class Sts {
    private Sts() {}

    static Service service(String callerArn) {
        return new QueryService(
                "https://sts.amazonaws.com/doc/2011-06-15/",
                false,
                Refusals.STS,
                (cloud, _) -> Map.of("GetCallerIdentity", (_, xml) -> xml.text("Arn", callerArn)
                        .text("UserId", "AROASANDBOXSANDBOX000:lotse")
                        .text("Account", cloud.accountId())));
    }
}
