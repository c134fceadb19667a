package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Remembers the credentials that AWS no longer accepts. With them the console makes at most one call a minute; with others it reads
 * everything at once.
 */
final class RefusedCredentials {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private final InstantSource clock;
    private volatile Optional<Refused> last = Optional.empty();

    RefusedCredentials(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Credentials that AWS does not accept.
     *
     * @param account whose they are: that of a lab whose session is over is known all the same
     * @param asked when AWS last said so
     */
    record Refused(AwsCredentials credentials, String region, Problem why, Fact<Account> account, Instant asked) {
        private boolean isOf(AwsConnection.Ready ready) {
            return credentials.equals(ready.credentials())
                    && region.equals(ready.clients().region().id());
        }
    }

    /** Why there is no point in asking everything with these; absent when they are others, or are accepted again. */
    Optional<Refused> still(AwsConnection.Ready ready, SnapshotReading reading) {
        Optional<Refused> refused = last.filter(one -> one.isOf(ready));
        if (refused.isEmpty() || clock.instant().isBefore(refused.get().asked().plus(PAUSE))) {
            return refused;
        }
        Refused before = refused.get();
        Optional<Refused> now = question(before, ready.clients(), reading)
                .map(_ -> new Refused(
                        before.credentials(), before.region(), before.why(), before.account(), clock.instant()));
        last = now;
        return now;
    }

    /** Takes note of what a whole reading with these has found. */
    void note(AwsConnection.Ready ready, Topology read) {
        last = read.refusal()
                .map(why -> new Refused(ready.credentials(), read.region(), why, read.account(), clock.instant()));
    }

    /**
     * The one call: GetCallerIdentity, or another one for a lab that is over, as that one still succeeds then. Any failure of it, for
     * example of the network, is no sign that AWS accepts them again.
     */
    private static Optional<Problem> question(Refused before, AwsClients aws, SnapshotReading reading) {
        Fact<?> answer = before.why().isLabEnded()
                ? reading.ask(AwsCall.DESCRIBE_ADDRESSES, () -> reading.request(aws.ec2()::describeAddresses))
                : reading.ask(AwsCall.GET_CALLER_IDENTITY, () -> reading.request(aws.sts()::getCallerIdentity));
        return answer.failure();
    }
}
