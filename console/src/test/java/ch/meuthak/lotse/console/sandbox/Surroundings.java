package ch.meuthak.lotse.console.sandbox;

import ch.meuthak.lotse.console.deploy.Edge;
import java.net.InetSocketAddress;
import java.net.URI;

/** What the console finds around it: the cloud, the names, the edge. */
public record Surroundings(SandboxSettings settings, URI aws, InetSocketAddress dns, Edge edge) {}
