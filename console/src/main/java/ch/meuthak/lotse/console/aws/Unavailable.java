package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The snapshot when AWS cannot be asked at all: there is no region, there are no credentials, or AWS has refused them.
 *
 * @param region the AWS region; empty when none is known
 * @param account whose credentials they are
 */
record Unavailable(
        SnapshotReading reading, InventorySettings settings, Problem why, String region, Fact<Account> account) {

    /** When no call can be made. */
    static Unavailable without(SnapshotReading reading, InventorySettings settings, Problem why) {
        return new Unavailable(reading, settings, why, "", reading.failed(why));
    }

    /** When AWS has refused the credentials, and was not asked again or has said so again. */
    static Unavailable refused(
            SnapshotReading reading, InventorySettings settings, RefusedCredentials.Refused refused) {
        return new Unavailable(reading, settings, refused.why(), refused.region(), reading.noted(refused.account()));
    }

    Topology read(SnapshotReading.Part<DnsAnswer> dns, Instant began, InstantSource clock) {
        Fact<DnsAnswer> answer = dns.last();
        String because = "the load balancer is not known";
        return new Topology(
                clock.instant(),
                Duration.between(began, clock.instant()),
                reading.calls(),
                settings.domain(),
                region,
                account,
                answer,
                failed(AwsCall.DESCRIBE_LOAD_BALANCERS),
                Fact.unread(because),
                Fact.unread(because),
                Fact.unread(because),
                failed(AwsCall.DESCRIBE_TARGET_GROUPS),
                Fact.unread("the target groups are not known"),
                failed(AwsCall.DESCRIBE_ADDRESSES),
                Fact.unread("neither the load balancer nor an instance is known"),
                Fact.unread(because),
                reading.problems());
    }

    private <T> Fact<T> failed(AwsCall call) {
        return reading.failed(why.of(call.call()));
    }
}
