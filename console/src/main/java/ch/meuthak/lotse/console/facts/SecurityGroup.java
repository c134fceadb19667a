package ch.meuthak.lotse.console.facts;

import java.util.List;

/**
 * A security group and its rules.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html">SecurityGroup</a>
 */
public record SecurityGroup(
        String id,
        String name,
        String description,
        String vpcId,
        List<SecurityGroupRule> inbound,
        List<SecurityGroupRule> outbound) {}
