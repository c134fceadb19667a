package ch.meuthak.lotse.console.sandbox.world;

import java.util.List;

/**
 * A listener and its rules.
 *
 * @param certificateArns the default certificate first; empty on an HTTP listener
 * @param rules in order of priority, the default rule last
 */
public record Listener(
        String arn,
        String loadBalancerArn,
        String protocol,
        int port,
        String sslPolicy,
        List<String> certificateArns,
        List<Rule> rules) {

    public Rule defaultRule() {
        return rules.getLast();
    }
}
