package ch.meuthak.lotse.console.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An EC2 instance.
 *
 * @param state {@code pending}, {@code running}, {@code shutting-down}, {@code terminated}, {@code stopping} or {@code stopped};
 *     empty when AWS does not say
 * @param name its {@code Name} tag; empty when it has none
 * @param publicIp empty when it has none
 * @param launchTime {@link Instant#EPOCH} when AWS does not say
 * @param httpTokens {@code required} (IMDSv2 only) or {@code optional}; empty when AWS does not say
 * @param httpPutResponseHopLimit of the metadata service, 1 to 64; 0 when AWS does not say
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html">Instance</a>
 */
public record Instance(
        String id,
        String name,
        String type,
        String state,
        String publicIp,
        String privateIp,
        String vpcId,
        String subnetId,
        String availabilityZone,
        Instant launchTime,
        List<String> securityGroupIds,
        String httpTokens,
        int httpPutResponseHopLimit) {

    /** When it was launched, as far as AWS says. */
    public Optional<Instant> launched() {
        return Optional.of(launchTime).filter(at -> at.isAfter(Instant.EPOCH));
    }
}
