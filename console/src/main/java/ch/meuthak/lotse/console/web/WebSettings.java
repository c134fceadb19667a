package ch.meuthak.lotse.console.web;

import java.util.List;

/**
 * Where the console listens and under which other ports a browser may know it.
 *
 * @param port 1 to 65535 on 127.0.0.1; 0 takes a free one (tests)
 * @param tunnelPorts local ends of SSH tunnels: {@code ssh -L 8080:127.0.0.1:5080} makes browsers say port 8080; at most 16
 */
public record WebSettings(int port, List<Integer> tunnelPorts) {

    private static final int MAX_TUNNEL_PORTS = 16;

    public WebSettings {
        tunnelPorts = List.copyOf(tunnelPorts);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the console's port must be 1 to 65535, not " + port);
        }
        if (tunnelPorts.size() > MAX_TUNNEL_PORTS) {
            throw new IllegalArgumentException(
                    "at most " + MAX_TUNNEL_PORTS + " tunnel ports, not " + tunnelPorts.size());
        }
        for (int tunnelPort : tunnelPorts) {
            if (tunnelPort < 1 || tunnelPort > 65_535) {
                throw new IllegalArgumentException("a tunnel port must be 1 to 65535, not " + tunnelPort);
            }
        }
    }

    /** Reads a comma separated list of ports, {@code 8080,9090}; empty for none. */
    public static WebSettings of(int port, String tunnelPorts) {
        try {
            return new WebSettings(
                    port,
                    List.of(tunnelPorts.split(",")).stream()
                            .map(String::strip)
                            .filter(text -> !text.isEmpty())
                            .map(Integer::valueOf)
                            .toList());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the tunnel ports must be numbers with commas between: " + tunnelPorts, e);
        }
    }
}
