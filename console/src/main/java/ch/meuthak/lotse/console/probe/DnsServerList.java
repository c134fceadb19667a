package ch.meuthak.lotse.console.probe;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.ResolverConfig;

/** Which DNS servers to ask. */
public final class DnsServerList {
    static final int PORT = 53;

    private DnsServerList() {}

    /** Those of the system, {@code /etc/resolv.conf} on Linux, read now. */
    public static List<InetSocketAddress> ofSystem() {
        return new ResolverConfig().servers();
    }

    /**
     * Those in a list with commas or blanks between them: {@code host}, {@code host:port}, {@code ::1}, {@code [::1]:port}.
     *
     * @throws IllegalArgumentException when one cannot be read or its name does not resolve; the message says which
     */
    public static List<InetSocketAddress> parse(String list) {
        return Stream.of(list.strip().split("[,\\s]+"))
                .filter(one -> !one.isEmpty())
                .map(DnsServerList::server)
                .toList();
    }

    private static InetSocketAddress server(String text) {
        int colon = text.lastIndexOf(':');
        boolean bareIpv6 = !text.startsWith("[") && text.indexOf(':') != colon;
        boolean withPort = colon > 0 && !bareIpv6 && !text.endsWith("]");
        String host = (withPort ? text.substring(0, colon) : text).replaceAll("^\\[(.*)]$", "$1");
        try {
            var server = new InetSocketAddress(host, withPort ? Integer.parseInt(text.substring(colon + 1)) : PORT);
            if (host.isEmpty() || server.isUnresolved() || server.getPort() == 0) {
                throw unreadable(text);
            }
            return server;
        } catch (IllegalArgumentException e) {
            throw unreadable(text);
        }
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "\"" + text
                        + "\" is no DNS server: write host, host:port or [IPv6]:port with a port of 1 to 65535, a comma between two");
    }
}
