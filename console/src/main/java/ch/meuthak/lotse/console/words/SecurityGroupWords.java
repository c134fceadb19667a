package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import java.util.Locale;

/** Security group rules as sentences. */
public final class SecurityGroupWords {
    private SecurityGroupWords() {}

    /** {@code Anybody on the internet can connect to TCP 5000.} */
    public static String inbound(SecurityGroupRule rule) {
        return who(rule.source()) + " can " + (isPing(rule) ? "send " : "connect to ") + what(rule) + ".";
    }

    /** {@code The instance can connect to anything, anywhere on the internet.} */
    public static String outbound(SecurityGroupRule rule) {
        return "The instance can " + (isPing(rule) ? "send " : "connect to ") + what(rule) + " at "
                + whom(rule.source()) + ".";
    }

    private static boolean isPing(SecurityGroupRule rule) {
        return rule.protocol().startsWith("icmp")
                || rule.protocol().equals("1")
                || rule.protocol().equals("58");
    }

    private static String who(String source) {
        return switch (source) {
            case "0.0.0.0/0" -> "Anybody on the internet";
            case "::/0" -> "Anybody on the internet, over IPv6,";
            case String group when group.startsWith("sg-") -> "Whatever is in the security group " + group;
            case String list when list.startsWith("pl-") -> "Whoever is in the prefix list " + list;
            case String one when one.endsWith("/32") -> "Only " + one.substring(0, one.length() - "/32".length());
            case String one when one.endsWith("/128") -> "Only " + one.substring(0, one.length() - "/128".length());
            case String range -> "Addresses in " + range;
        };
    }

    private static String whom(String destination) {
        return switch (destination) {
            case "0.0.0.0/0" -> "any address on the internet";
            case "::/0" -> "any IPv6 address on the internet";
            case String group when group.startsWith("sg-") -> "whatever is in the security group " + group;
            case String list when list.startsWith("pl-") -> "the addresses in the prefix list " + list;
            case String range -> range;
        };
    }

    private static String what(SecurityGroupRule rule) {
        return switch (rule.protocol()) {
            case "-1" -> "every port and protocol";
            case "tcp", "6" -> "TCP" + ports(rule);
            case "udp", "17" -> "UDP" + ports(rule);
            case "icmp", "1" -> "ICMP" + icmp(rule);
            case "icmpv6", "58" -> "ICMPv6" + icmp(rule);
            case String other -> "protocol " + other.toUpperCase(Locale.ROOT);
        };
    }

    private static String icmp(SecurityGroupRule rule) {
        return rule.fromPort() == -1 ? "" : " of type " + rule.fromPort();
    }

    private static String ports(SecurityGroupRule rule) {
        if (rule.fromPort() == -1 || (rule.fromPort() == 0 && rule.toPort() == 65535)) {
            return " on every port";
        }
        return rule.fromPort() == rule.toPort()
                ? " " + rule.fromPort()
                : " " + rule.fromPort() + " to " + rule.toPort();
    }
}
