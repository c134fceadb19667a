package ch.meuthak.lotse.console.facts;

import java.util.List;

/**
 * An Application Load Balancer.
 *
 * @param scheme {@code internet-facing} or {@code internal}
 * @param state {@code provisioning}, {@code active}, {@code active_impaired} or {@code failed}
 * @param stateReason AWS's reason for the state; empty when there is none
 * @param securityGroupIds its own security groups
 * @param subnetIds one for each enabled availability zone
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html">LoadBalancer</a>
 */
public record LoadBalancer(
        String name,
        String dnsName,
        String arn,
        String scheme,
        String state,
        String stateReason,
        String vpcId,
        List<String> securityGroupIds,
        List<String> subnetIds,
        List<String> availabilityZones) {
    /** Whether it is an Application Load Balancer; the ARNs of others say {@code loadbalancer/net/} or {@code loadbalancer/gwy/}. */
    public boolean isApplicationLoadBalancer() {
        return !arn.contains(":loadbalancer/net/") && !arn.contains(":loadbalancer/gwy/");
    }
}
