package ch.meuthak.lotse.console.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The snapshot when no call of AWS can be made at all: there is no region, or there are no credentials. */
record Unavailable(Reading reading, InventorySettings settings, Problem why) {

    Topology read(Reading.Part<DnsAnswer> dns, Instant began, InstantSource clock) {
        Fact<DnsAnswer> answer = dns.last();
        String because = "the load balancer is not known";
        return new Topology(
                clock.instant(),
                Duration.between(began, clock.instant()),
                0,
                settings.domain(),
                "",
                failed(AwsCall.GET_CALLER_IDENTITY),
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
        return reading.failed(new Problem(call.call(), why.error(), why.message()));
    }
}
