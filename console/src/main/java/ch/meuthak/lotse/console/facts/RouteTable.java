package ch.meuthak.lotse.console.facts;

import java.util.List;

/**
 * Where the traffic of subnets goes.
 *
 * @param main whether it applies to every subnet of its network that has no table of its own
 * @param subnetIds the subnets that are associated with it
 * @param internetGatewayId where everything else ({@code 0.0.0.0/0}) goes when that is an internet gateway, {@code igw-...};
 *     empty when it is not, so that nothing on the internet can reach the subnets
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTable.html">RouteTable</a>
 */
public record RouteTable(String id, boolean main, List<String> subnetIds, String internetGatewayId) {}
