package ch.meuthak.lotse.console.sandbox;

import ch.meuthak.lotse.console.deploy.Edge;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * What the console finds around it: the cloud, the names, the edge.
 *
 * @param https where the load balancer listens
 * @param straight where the API is at the Elastic IP, past the load balancer
 * @param authority the certificate of who signed the load balancer's
 */
public record Surroundings(
        SandboxSettings settings,
        URI aws,
        InetSocketAddress dns,
        Edge edge,
        InetSocketAddress https,
        InetSocketAddress straight,
        Path authority) {}
