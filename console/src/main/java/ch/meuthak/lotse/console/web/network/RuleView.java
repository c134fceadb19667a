package ch.meuthak.lotse.console.web.network;

import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import java.util.Map;
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

    private static final Map<Integer, String> TCP = Map.ofEntries(
            Map.entry(22, "SSH"),
            Map.entry(25, "SMTP"),
            Map.entry(53, "DNS (TCP)"),
            Map.entry(80, "HTTP"),
            Map.entry(110, "POP3"),
            Map.entry(143, "IMAP"),
            Map.entry(389, "LDAP"),
            Map.entry(443, "HTTPS"),
            Map.entry(445, "SMB"),
            Map.entry(465, "SMTPS"),
            Map.entry(993, "IMAPS"),
            Map.entry(995, "POP3S"),
            Map.entry(1433, "MSSQL"),
            Map.entry(1521, "Oracle-RDS"),
            Map.entry(2049, "NFS"),
            Map.entry(3306, "MYSQL/Aurora"),
            Map.entry(3389, "RDP"),
            Map.entry(5432, "PostgreSQL"),
            Map.entry(5439, "Redshift"));

    private static final Set<Integer> WEB = Set.of(80, 443);
    private static final int LAST_PORT = 65_535;

    /**
     * An inbound rule.
     *
     * @param balancer whether the group guards the load balancer, which is there to be reached on 80 and 443
     */
    static RuleView inbound(SecurityGroupRule rule, boolean balancer) {
        boolean meant = balancer && one(rule) && WEB.contains(rule.fromPort());
        return of(rule, sentence(rule, who(rule.source()) + " may reach ", ""), rule.isOpenToTheWorld() && !meant);
    }

    static RuleView outbound(SecurityGroupRule rule) {
        return of(rule, sentence(rule, "The group's members may reach ", " at " + where(rule.source())), false);
    }

    private static RuleView of(SecurityGroupRule rule, String sentence, boolean open) {
        return new RuleView(
                rule.id(),
                ipVersion(rule.source()),
                type(rule),
                protocol(rule),
                portRange(rule),
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

    private static String type(SecurityGroupRule rule) {
        return switch (rule.protocol()) {
            case "-1" -> "All traffic";
            case "tcp", "6" ->
                allPorts(rule) ? "All TCP" : one(rule) ? TCP.getOrDefault(rule.fromPort(), "Custom TCP") : "Custom TCP";
            case "udp", "17" ->
                allPorts(rule) ? "All UDP" : one(rule) && rule.fromPort() == 53 ? "DNS (UDP)" : "Custom UDP";
            case "icmp", "1" -> rule.fromPort() == -1 ? "All ICMP - IPv4" : "Custom ICMP - IPv4";
            case "icmpv6", "58" -> rule.fromPort() == -1 ? "All ICMP - IPv6" : "Custom ICMP - IPv6";
            default -> "Custom Protocol";
        };
    }

    private static String protocol(SecurityGroupRule rule) {
        return switch (rule.protocol()) {
            case "-1" -> "All";
            case "tcp", "6" -> "TCP";
            case "udp", "17" -> "UDP";
            case "icmp", "1" -> "ICMP";
            case "icmpv6", "58" -> "IPv6 ICMP";
            default -> rule.protocol();
        };
    }

    private static String portRange(SecurityGroupRule rule) {
        return switch (protocol(rule)) {
            case "TCP", "UDP" ->
                allPorts(rule)
                        ? "0 - 65535"
                        : one(rule) ? Integer.toString(rule.fromPort()) : rule.fromPort() + " - " + rule.toPort();
            case "ICMP", "IPv6 ICMP" -> rule.fromPort() == -1 ? "All" : "type " + rule.fromPort();
            default -> "All";
        };
    }

    private static String sentence(SecurityGroupRule rule, String before, String after) {
        return before + what(rule) + after + ".";
    }

    private static String what(SecurityGroupRule rule) {
        return switch (protocol(rule)) {
            case "All" -> "everything";
            case "TCP", "UDP" ->
                allPorts(rule)
                        ? "every " + protocol(rule) + " port"
                        : one(rule)
                                ? protocol(rule) + " port " + rule.fromPort() + named(rule)
                                : protocol(rule) + " ports " + rule.fromPort() + " to " + rule.toPort();
            case "ICMP", "IPv6 ICMP" ->
                "it with " + protocol(rule) + (rule.fromPort() == -1 ? "" : " type " + rule.fromPort());
            default -> "it with IP protocol " + rule.protocol();
        };
    }

    private static String named(SecurityGroupRule rule) {
        String type = type(rule);
        return type.startsWith("Custom") || type.startsWith("DNS") ? "" : " (" + type + ")";
    }

    private static String who(String source) {
        return switch (source) {
            case "0.0.0.0/0" -> "Anybody on the internet (IPv4)";
            case "::/0" -> "Anybody on the internet (IPv6)";
            default -> {
                if (source.startsWith("sg-")) {
                    yield "Members of the group " + source;
                }
                yield source.startsWith("pl-") ? "The prefix list " + source : "Only " + source;
            }
        };
    }

    private static String where(String source) {
        return switch (source) {
            case "0.0.0.0/0" -> "any IPv4 address";
            case "::/0" -> "any IPv6 address";
            default -> source;
        };
    }

    private static boolean one(SecurityGroupRule rule) {
        return rule.fromPort() == rule.toPort();
    }

    private static boolean allPorts(SecurityGroupRule rule) {
        return rule.fromPort() == -1 || (rule.fromPort() == 0 && rule.toPort() == LAST_PORT);
    }
}
