package ch.meuthak.lotse.console.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reads a snapshot through the AWS SDK, starting from the domain alone. */
public final class AwsInventory implements Inventory {
    private final AwsConnection connection;
    private final NameResolver names;
    private final InventorySettings settings;
    private final InstantSource clock;

    /** The connection stays the caller's to close. */
    public AwsInventory(AwsConnection connection, NameResolver names, InventorySettings settings, InstantSource clock) {
        this.connection = connection;
        this.names = names;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Topology read() {
        Instant began = clock.instant();
        try (var reading =
                new Reading(settings.deadline(), connection.settings().callsAtOnce())) {
            Reading.Part<DnsAnswer> dns =
                    reading.fork(dnsTimeout(), () -> reading.noted(names.resolve(settings.domain())));
            return switch (clients()) {
                case Fact.Known<AwsClients>(var clients) ->
                    new Discovery(reading, clients, settings).read(dns, began, clock);
                case Fact.Failed<AwsClients>(var problem) ->
                    new Unavailable(reading, settings, problem).read(dns, began, clock);
                case Fact.Unread<AwsClients> _ -> throw new IllegalStateException("clients are opened or fail");
            };
        }
    }

    /** Waits for region and credentials on another thread: the metadata service may not answer at all. */
    private Fact<AwsClients> clients() {
        Duration limit = connection.settings().credentialsTimeout();
        try (var opening = new Reading(limit, 1)) {
            return opening.fork(
                            noCredentialsInTime(), () -> opening.ask(AwsCall.GET_CALLER_IDENTITY, connection::clients))
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
