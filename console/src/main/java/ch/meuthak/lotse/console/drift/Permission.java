package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import java.util.List;
import java.util.Map;

/**
 * What a rule of a security group admits, without its id and description.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html">IpPermission</a>
 */
record Permission(String protocol, int from, int to, String source) {
    /** AWS takes both, and answers with the name. */
    private static final Map<String, String> NAMES = Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6");

    static Permission of(SecurityGroupRule rule) {
        return new Permission(
                NAMES.getOrDefault(rule.protocol(), rule.protocol()), rule.fromPort(), rule.toPort(), rule.source());
    }

    /** The same as one text that {@link #ofKey} reads. */
    String key() {
        return protocol + " " + from + " " + to + " " + source;
    }

    static Permission ofKey(String key) {
        List<String> parts = List.of(key.split(" ", 4));
        return new Permission(
                parts.get(0), Integer.parseInt(parts.get(1)), Integer.parseInt(parts.get(2)), parts.get(3));
    }

    /** {@code tcp 3306 from 0.0.0.0/0}, or {@code to} for outbound traffic. */
    String words(boolean inbound) {
        String what = protocol.equals("-1") ? "for everything" : protocol + ports();
        return what + (inbound ? " from " : " to ") + source;
    }

    private String ports() {
        if (from == -1) {
            return "";
        }
        if (protocol.startsWith("icmp")) {
            return " type " + from;
        }
        return " " + (from == to ? Integer.toString(from) : from + "-" + to);
    }

    /**
     * For {@code --ip-permissions}. The short form of the command line cannot say every description.
     *
     * @param description empty for none
     */
    String json(String description) {
        String ports = protocol.equals("-1") ? "" : ",\"FromPort\":" + from + ",\"ToPort\":" + to;
        String about = description.isEmpty() ? "" : ",\"Description\":" + quoted(description);
        return "[{\"IpProtocol\":" + quoted(protocol) + ports + "," + end(about) + "}]";
    }

    private String end(String about) {
        String member = source.startsWith("sg-")
                ? "\"UserIdGroupPairs\":[{\"GroupId\":"
                : source.startsWith("pl-")
                        ? "\"PrefixListIds\":[{\"PrefixListId\":"
                        : source.contains(":") ? "\"Ipv6Ranges\":[{\"CidrIpv6\":" : "\"IpRanges\":[{\"CidrIp\":";
        return member + quoted(source) + about + "}]";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
