package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;

/** The reference deployment behind a {@link ReplayedAws}, and an inventory that reads it. */
public abstract class InventoryFixture {
    public static final Duration GENEROUS = Duration.ofSeconds(90);

    final Topology reference = ReferenceTopology.healthy().topology();
    public final ReplayedAws aws = new ReplayedAws(reference);
    Optional<String> configured = Optional.empty();
    Fact<DnsAnswer> dns = reference.dns();

    @AfterEach
    void stopAws() {
        aws.close();
    }

    Topology read() {
        return read(TestAws.settings(aws.endpoint()), GENEROUS);
    }

    Topology read(AwsSettings settings, Duration deadline) {
        try (var connection = new AwsConnection(settings)) {
            return inventory(connection, deadline).read();
        }
    }

    public AwsInventory inventory(AwsConnection connection, Duration deadline) {
        return inventory(connection, deadline, InstantSource.system());
    }

    AwsInventory inventory(AwsConnection connection, Duration deadline, InstantSource clock) {
        var settings = new InventorySettings(ReferenceTopology.DOMAIN, configured, deadline);
        return new AwsInventory(connection, name -> dns, settings, clock);
    }

    /** Every part and everything in a part that can fail by itself, by name. */
    static Map<String, Fact<?>> parts(Topology topology) {
        var parts = new TreeMap<String, Fact<?>>(Map.of(
                "account", topology.account(),
                "dns", topology.dns(),
                "loadBalancer", topology.loadBalancer(),
                "listeners", topology.listeners(),
                "certificates", topology.certificates(),
                "targetGroups", topology.targetGroups(),
                "instances", topology.instances(),
                "elasticIps", topology.elasticIps(),
                "securityGroups", topology.securityGroups()));
        parts.put("routeTables", topology.routeTables());
        parts.put("idleTimeout", topology.idleTimeout());
        topology.listeners().toOptional().orElse(List.of()).forEach(listener -> {
            parts.put("rules", listener.rules());
            parts.put("certificateArns", listener.certificateArns());
        });
        topology.targetGroups().toOptional().orElse(List.of()).forEach(group -> {
            parts.put("targets", group.targets());
            parts.put("deregistrationDelay", group.deregistrationDelay());
        });
        return parts;
    }

    static List<String> notKnown(Topology topology) {
        var names = new ArrayList<String>();
        parts(topology).forEach((name, fact) -> {
            if (!(fact instanceof Fact.Known<?>)) {
                names.add(name);
            }
        });
        return names;
    }

    public static Problem problem(Topology topology, String call) {
        return topology.problems().stream()
                .filter(one -> one.call().equals(call))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no problem with " + call + ": " + topology.problems()));
    }
}
