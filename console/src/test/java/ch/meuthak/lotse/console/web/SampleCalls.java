package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.HookCalls;
import java.time.Instant;

/** Calls of the hook as a day brings them. */
final class SampleCalls {
    static final String RUN = "github octo-org/octo-repo run 32291736541 by octocat";

    private static final String DIGEST = FakeDeployments.SERVING.digest();

    private SampleCalls() {}

    static void addTo(HookCalls calls, Instant now) {
        calls.add(refused(now.minusSeconds(86_000), 401, "", "its Authorization is not one Bearer token"));
        calls.add(accepted(now.minusSeconds(3_001), "20261123-0008"));
        for (int i = 0; i < 14; i++) {
            calls.add(outcome(now.minusSeconds(3_000 - i * 3), "20261123-0008"));
        }
        calls.add(refused(
                now.minusSeconds(700),
                403,
                "github octo-org/octo-repo run 32291736999 by octocat",
                "ref is refs/heads/fix-typo (expected refs/heads/main); workflow_ref is"
                        + " octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/fix-typo (expected"
                        + " octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main)"));
        calls.add(new HookCall(
                now.minusSeconds(60), "POST", "140.82.112.4", RUN, true, "", DIGEST, 409, "One runs and one waits."));
    }

    static HookCall accepted(Instant at, String deployment) {
        return new HookCall(at, "POST", "140.82.112.3", RUN, true, deployment, DIGEST, 202, "");
    }

    static HookCall outcome(Instant at, String deployment) {
        return new HookCall(at, "GET", "140.82.112.3", RUN, true, deployment, "", 200, "");
    }

    static HookCall refused(Instant at, int status, String who, String cause) {
        return new HookCall(at, "POST", "203.0.113.9", who, false, "", "", status, cause);
    }
}
