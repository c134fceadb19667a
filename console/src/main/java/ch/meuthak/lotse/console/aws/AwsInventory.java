package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Reads a snapshot through the AWS SDK, starting from the domain alone. With credentials that AWS has refused it asks AWS one
 * question a minute at most, until they are others.
 */
public final class AwsInventory implements Inventory {
    private final AwsConnection connection;
    private final NameResolver names;
    private final InventorySettings settings;
    private final InstantSource clock;
    private final RefusedCredentials refused;

    /** The connection stays the caller's to close. */
    public AwsInventory(AwsConnection connection, NameResolver names, InventorySettings settings, InstantSource clock) {
        this.connection = connection;
        this.names = names;
        this.settings = settings;
        this.clock = clock;
        this.refused = new RefusedCredentials(clock);
    }

    /** The actions that reading a snapshot needs, as a policy names them. GetCallerIdentity needs none. */
    public static List<String> permissions() {
        return Arrays.stream(AwsCall.values())
                .filter(call -> call != AwsCall.GET_CALLER_IDENTITY && call != AwsCall.GET_AUTHORIZATION_TOKEN)
                .map(AwsCall::action)
                .toList();
    }

    @Override
    public Topology read() {
        Instant began = clock.instant();
        try (var reading =
                new SnapshotReading(settings.deadline(), connection.settings().callsAtOnce())) {
            SnapshotReading.Part<DnsAnswer> dns =
                    reading.fork(dnsTimeout(), () -> reading.noted(names.resolve(settings.domain())));
            Fact<AwsConnection.Ready> ready = ready();
            reading.startAgain();
            return switch (ready) {
                case Fact.Known<AwsConnection.Ready>(var known) -> read(reading, known, dns, began);
                case Fact.Failed<AwsConnection.Ready>(var problem) ->
                    Unavailable.without(reading, settings, problem).read(dns, began, clock);
                case Fact.Unread<AwsConnection.Ready> _ ->
                    throw new IllegalStateException("clients are opened or fail");
            };
        }
    }

    @Override
    public boolean accessHasChanged() {
        return connection.hasChanged();
    }

    private Topology read(
            SnapshotReading reading, AwsConnection.Ready ready, SnapshotReading.Part<DnsAnswer> dns, Instant began) {
        Optional<RefusedCredentials.Refused> still = refused.still(ready, reading);
        if (still.isPresent()) {
            return Unavailable.refused(reading, settings, still.get()).read(dns, began, clock);
        }
        Topology read = new Discovery(reading, ready.clients(), settings).read(dns, began, clock);
        refused.note(ready, read);
        return read;
    }

    /**
     * Loads the SDK, looks for region and credentials, and opens the clients, each within a deadline of its own: a slow machine
     * must not look like one without credentials, and the metadata service may not answer at all.
     */
    private Fact<AwsConnection.Ready> ready() {
        AwsSettings aws = connection.settings();
        Problem notLoaded = AwsFailure.notLoadedYet(aws.loadTimeout());
        Fact<?> loaded = within(aws.loadTimeout(), notLoaded, () -> {
            connection.load();
            return true;
        });
        Fact<?> found = loaded instanceof Fact.Failed<?>
                ? loaded
                : within(aws.credentialsTimeout(), AwsFailure.notLookedYet(aws.credentialsTimeout()), connection::look);
        return found instanceof Fact.Failed<?>(Problem problem)
                ? Fact.failed(problem)
                : within(aws.loadTimeout(), notLoaded, connection::ready);
    }

    /** On another thread, which ends when its time is up. A late answer is "not known yet", not "nothing". */
    private static <T> Fact<T> within(Duration limit, Problem late, Callable<T> step) {
        AwsCall blamed = AwsCall.GET_CALLER_IDENTITY;
        try (var opening = new SnapshotReading(limit, 1)) {
            return opening.fork(late, () -> opening.ask(blamed, step)).get();
        }
    }

    private static Problem dnsTimeout() {
        return new Problem("DNS", "Timeout", "DNS did not answer in time.", "Check the DNS servers of this machine.");
    }
}
