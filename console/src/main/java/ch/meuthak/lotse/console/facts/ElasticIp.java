package ch.meuthak.lotse.console.facts;

/**
 * An Elastic IP address.
 *
 * @param instanceId the instance it is associated with; empty when it is loose (and costs money all the same)
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Address.html">Address</a>
 */
public record ElasticIp(
        String publicIp,
        String allocationId,
        String associationId,
        String instanceId,
        String networkInterfaceId,
        String privateIp,
        String name) {}
