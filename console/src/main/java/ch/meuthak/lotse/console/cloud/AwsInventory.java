package ch.meuthak.lotse.console.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

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

    @Override
    public Topology read() {
        Instant began = clock.instant();
        try (var reading =
                new Reading(settings.deadline(), connection.settings().callsAtOnce())) {
            Reading.Part<DnsAnswer> dns =
                    reading.fork(dnsTimeout(), () -> reading.noted(names.resolve(settings.domain())));
            return switch (ready()) {
                case Fact.Known<AwsConnection.Ready>(var ready) -> read(reading, ready, dns, began);
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

    private Topology read(Reading reading, AwsConnection.Ready ready, Reading.Part<DnsAnswer> dns, Instant began) {
        Optional<RefusedCredentials.Refused> still = refused.still(ready, reading);
        if (still.isPresent()) {
            return Unavailable.refused(reading, settings, still.get()).read(dns, began, clock);
        }
        Topology read = new Discovery(reading, ready.clients(), settings).read(dns, began, clock);
        refused.note(ready, read);
        return read;
    }

    /** Waits for region and credentials on another thread: the metadata service may not answer at all. */
    private Fact<AwsConnection.Ready> ready() {
        Duration limit = connection.settings().credentialsTimeout();
        try (var opening = new Reading(limit, 1)) {
            return opening.fork(
                            noCredentialsInTime(), () -> opening.ask(AwsCall.GET_CALLER_IDENTITY, connection::ready))
                    .get();
        }
    }

    private static Problem noCredentialsInTime() {
        return new Problem(AwsCall.GET_CALLER_IDENTITY.call(), "NoCredentials", AwsFailure.noCredentials());
    }

    private static Problem dnsTimeout() {
        return new Problem("DNS", "Timeout", "DNS was not answered in time. Check the DNS servers this machine asks.");
    }
}
