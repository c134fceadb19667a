package ch.meuthak.lotse.console.web.network;

import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.words.SecurityGroupWords;
import java.util.Set;

/**
 * A security group's rule as the AWS console shows it, and as a sentence.
 *
 * @param ipVersion {@code IPv4}, {@code IPv6}, or a dash when the source is no address
 * @param type {@code SSH}, {@code HTTPS}, {@code Custom TCP}, {@code All traffic}, ...
 * @param open whether anybody may use it who should perhaps not; never on outbound rules
 */
public record RuleView(
        String id,
        String ipVersion,
        String type,
        String protocol,
        String portRange,
        String source,
        String description,
        String sentence,
        boolean open) {

    private static final Set<Integer> WEB = Set.of(80, 443);

    /**
     * An inbound rule.
     *
     * @param balancer whether the group guards the load balancer, which is there to be reached on 80 and 443
     */
    static RuleView inbound(SecurityGroupRule rule, boolean balancer) {
        boolean meant = balancer && rule.fromPort() == rule.toPort() && WEB.contains(rule.fromPort());
        return of(rule, SecurityGroupWords.inbound(rule), rule.isOpenToTheWorld() && !meant);
    }

    static RuleView outbound(SecurityGroupRule rule) {
        return of(rule, SecurityGroupWords.outbound(rule), false);
    }

    private static RuleView of(SecurityGroupRule rule, String sentence, boolean open) {
        return new RuleView(
                rule.id(),
                ipVersion(rule.source()),
                SecurityGroupWords.type(rule),
                SecurityGroupWords.protocol(rule),
                SecurityGroupWords.portRange(rule),
                rule.source(),
                rule.description(),
                sentence,
                open);
    }

    private static String ipVersion(String source) {
        if (source.startsWith("sg-") || source.startsWith("pl-")) {
            return "–";
        }
        return source.contains(":") ? "IPv6" : "IPv4";
    }
}
