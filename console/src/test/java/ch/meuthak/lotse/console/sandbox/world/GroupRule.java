package ch.meuthak.lotse.console.sandbox.world;

/**
 * A rule of a security group.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp} or {@code -1}
 * @param fromPort -1 for all
 * @param toPort -1 for all
 * @param source a CIDR block (v4 or v6), or the id of a security group
 */
public record GroupRule(
        String id, boolean egress, String protocol, int fromPort, int toPort, String source, String description) {

    /** Whether it is an inbound rule for TCP to the port. */
    public boolean admitsTcp(int port) {
        return !egress && (protocol.equals("-1") || (protocol.equals("tcp") && fromPort <= port && port <= toPort));
    }

    public boolean isFromGroup() {
        return source.startsWith("sg-");
    }

    public boolean isIpv6() {
        return source.contains(":");
    }
}
