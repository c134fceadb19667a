package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import java.util.Map;
import java.util.Optional;

/** Security-group rules as sentences, and as the columns of the AWS console. */
public final class SecurityGroupWords {
    private static final int LAST_PORT = 65_535;

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

    private SecurityGroupWords() {}

    /** The kinds of protocols, each with AWS's name for it. */
    private enum Protocol {
        ALL("All"),
        TCP("TCP"),
        UDP("UDP"),
        ICMP("ICMP"),
        ICMPV6("IPv6 ICMP"),
        OTHER("");

        private final String label;

        Protocol(String label) {
            this.label = label;
        }

        static Protocol of(SecurityGroupRule rule) {
            return switch (rule.protocol()) {
                case "-1" -> ALL;
                case "tcp", "6" -> TCP;
                case "udp", "17" -> UDP;
                case "icmp", "1" -> ICMP;
                case "icmpv6", "58" -> ICMPV6;
                default -> OTHER;
            };
        }

        boolean isIcmp() {
            return this == ICMP || this == ICMPV6;
        }

        boolean hasPorts() {
            return this == TCP || this == UDP;
        }
    }

    /** {@code Anybody on the internet can connect to TCP 5000.} */
    public static String inbound(SecurityGroupRule rule) {
        return who(rule.source()) + can(rule) + ".";
    }

    /** {@code The group's members can connect to TCP 443 at any IPv4 address.} */
    public static String outbound(SecurityGroupRule rule) {
        return "The group's members" + can(rule) + " at " + where(rule.source()) + ".";
    }

    private static String can(SecurityGroupRule rule) {
        return (Protocol.of(rule).isIcmp() ? " can send " : " can connect to ") + what(rule);
    }

    private static String who(String source) {
        return switch (source) {
            case "0.0.0.0/0" -> "Anybody on the internet";
            case "::/0" -> "Anybody on the internet (IPv6)";
            case String group when group.startsWith("sg-") -> "Members of the security group " + group;
            case String list when list.startsWith("pl-") -> "Addresses in the prefix list " + list;
            case String one when one.endsWith("/32") -> "Only " + one.substring(0, one.length() - "/32".length());
            case String one when one.endsWith("/128") -> "Only " + one.substring(0, one.length() - "/128".length());
            case String range -> "Addresses in " + range;
        };
    }

    private static String where(String destination) {
        return switch (destination) {
            case "0.0.0.0/0" -> "any IPv4 address";
            case "::/0" -> "any IPv6 address";
            case String group when group.startsWith("sg-") -> "members of the security group " + group;
            case String list when list.startsWith("pl-") -> "addresses in the prefix list " + list;
            case String range -> range;
        };
    }

    private static String what(SecurityGroupRule rule) {
        Protocol protocol = Protocol.of(rule);
        return switch (protocol) {
            case ALL -> "all ports and protocols";
            case TCP, UDP ->
                allPorts(rule)
                        ? "all " + protocol.label + " ports"
                        : protocol.label + " " + ports(rule, " to ")
                                + service(rule).map(name -> " (" + name + ")").orElse("");
            case ICMP, ICMPV6 -> protocol.label + (rule.fromPort() == -1 ? "" : " of type " + rule.fromPort());
            case OTHER -> "IP protocol " + rule.protocol();
        };
    }

    /** The service that usually has this port. */
    private static Optional<String> service(SecurityGroupRule rule) {
        return Protocol.of(rule) == Protocol.TCP && one(rule)
                ? Optional.ofNullable(TCP.get(rule.fromPort()))
                : Optional.empty();
    }

    /** As the AWS console names it: {@code SSH}, {@code Custom TCP}, {@code All traffic}. */
    public static String type(SecurityGroupRule rule) {
        return switch (Protocol.of(rule)) {
            case ALL -> "All traffic";
            case TCP -> allPorts(rule) ? "All TCP" : service(rule).orElse("Custom TCP");
            case UDP -> allPorts(rule) ? "All UDP" : one(rule) && rule.fromPort() == 53 ? "DNS (UDP)" : "Custom UDP";
            case ICMP -> (rule.fromPort() == -1 ? "All" : "Custom") + " ICMP - IPv4";
            case ICMPV6 -> (rule.fromPort() == -1 ? "All" : "Custom") + " ICMP - IPv6";
            case OTHER -> "Custom Protocol";
        };
    }

    public static String protocol(SecurityGroupRule rule) {
        Protocol protocol = Protocol.of(rule);
        return protocol == Protocol.OTHER ? rule.protocol() : protocol.label;
    }

    /** {@code 22}, {@code 0 - 65535}, {@code All}. */
    public static String portRange(SecurityGroupRule rule) {
        Protocol protocol = Protocol.of(rule);
        if (protocol.hasPorts()) {
            return allPorts(rule) ? "0 - 65535" : ports(rule, " - ");
        }
        return protocol.isIcmp() && rule.fromPort() != -1 ? "type " + rule.fromPort() : "All";
    }

    private static String ports(SecurityGroupRule rule, String between) {
        return one(rule) ? Integer.toString(rule.fromPort()) : rule.fromPort() + between + rule.toPort();
    }

    private static boolean one(SecurityGroupRule rule) {
        return rule.fromPort() == rule.toPort();
    }

    private static boolean allPorts(SecurityGroupRule rule) {
        return rule.fromPort() == -1 || (rule.fromPort() == 0 && rule.toPort() == LAST_PORT);
    }
}
