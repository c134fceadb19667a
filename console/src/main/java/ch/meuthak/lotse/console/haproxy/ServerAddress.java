package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.PlatformException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;

/** Where a server of HAProxy's answers: an IP address, not a name, and a port. */
record ServerAddress(InetAddress address, int port) {

    /** @throws PlatformException when it is not {@code http://address:port} */
    static ServerAddress of(URI uri) throws PlatformException {
        try {
            var address = new ServerAddress(InetAddress.ofLiteral(String.valueOf(uri.getHost())), uri.getPort());
            if ("http".equals(uri.getScheme()) && uri.getPort() > 0) {
                return address;
            }
        } catch (IllegalArgumentException notLiteral) {
            // refused below
        }
        throw new PlatformException(
                "The edge cannot use the address " + uri + ". Use http://, an IP address and a port.");
    }

    /** As the arguments of {@code set server}. */
    String arguments() {
        return "addr " + address.getHostAddress() + " port " + port;
    }

    /** As {@code show stat} has it. */
    String shown() {
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }
}
