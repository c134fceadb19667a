package ch.meuthak.lotse.console.facts;

/**
 * One rule of a security group.
 *
 * @param id {@code sgr-...}
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a protocol number, or {@code -1} for all
 * @param fromPort first port, or ICMP type; -1 for all
 * @param toPort last port, or ICMP code; -1 for all
 * @param source where inbound traffic may come from, or outbound traffic may go to: a CIDR block, {@code sg-...} or {@code pl-...}
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html">SecurityGroupRule</a>
 */
public record SecurityGroupRule(
        String id, String protocol, int fromPort, int toPort, String source, String description) {

    /** Whether the rule lets anybody in: {@code 0.0.0.0/0} or {@code ::/0}. */
    public boolean isOpenToTheWorld() {
        return source.equals("0.0.0.0/0") || source.equals("::/0");
    }

    /** Whether it admits TCP to the port. */
    public boolean admitsTcp(int port) {
        return switch (protocol) {
            case "-1" -> true;
            case "tcp", "6" -> fromPort == -1 || (fromPort <= port && port <= toPort);
            default -> false;
        };
    }
}
