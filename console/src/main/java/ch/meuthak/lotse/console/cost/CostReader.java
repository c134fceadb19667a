package ch.meuthak.lotse.console.cost;

import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The monthly cost of a snapshot.
 *
 * <p>A volume has the size of the box's own disk, or an assumed size that is marked so. Reading volumes needs one more call in a
 * snapshot whose sixteen calls are used up, for less than a dollar a month.
 *
 * @see <a href="https://aws.amazon.com/elasticloadbalancing/pricing/">load balancers</a>
 * @see <a href="https://aws.amazon.com/vpc/pricing/">public IPv4 addresses</a>
 */
public final class CostReader {
    private static final BigDecimal HOURS = BigDecimal.valueOf(730);

    /** The default of Amazon Linux 2023. */
    private static final int ASSUMED_GIB = 8;

    private static final long GIBIBYTE = 1L << 30;

    private final PriceTable prices;
    private final Topology topology;
    private final OptionalLong disk;
    private final List<CostLine> lines = new ArrayList<>();
    private final List<String> uncounted = new ArrayList<>();

    private CostReader(PriceTable prices, Topology topology, OptionalLong disk) {
        this.prices = prices;
        this.topology = topology;
        this.disk = disk;
    }

    /**
     * What the deployment of a snapshot costs.
     *
     * @param disk the size in bytes of the file system of the box that the console runs on; absent when it does not know its box
     */
    public static MonthlyCost read(Topology topology, PriceTable prices, OptionalLong disk) {
        var reader = new CostReader(prices, topology, disk);
        reader.loadBalancer();
        reader.instances();
        reader.addresses();
        return new MonthlyCost(topology.region(), reader.lines, reader.uncounted);
    }

    private void loadBalancer() {
        if (!(topology.loadBalancer() instanceof Fact.Known<LoadBalancer>(var balancer))) {
            notRead("The load balancer");
            return;
        }
        String idle = idleOfBalancer();
        line("Load balancer", balancer.name(), "1", PriceTable.LOAD_BALANCER, HOURS, idle, "");
        if (balancer.scheme().equals("internet-facing")) {
            int zones = balancer.availabilityZones().size();
            line(
                    "Public IPv4 addresses of the load balancer",
                    balancer.name(),
                    Integer.toString(zones),
                    PriceTable.ADDRESS,
                    HOURS.multiply(BigDecimal.valueOf(zones)),
                    idle,
                    "One for each zone; under load AWS may use more.");
        }
        usage(balancer);
    }

    /** Paid by use: the price of one unit for a month is shown and not added. */
    private void usage(LoadBalancer balancer) {
        Optional<Price> price = price(PriceTable.LCU);
        String note = price.map(one -> "Paid by use, and not in the total. One unit for a month costs "
                        + cents(one.amount().multiply(HOURS))
                        + " dollars; a small API uses little of it.")
                .orElse("Paid by use, and its price is not in the table.");
        lines.add(new CostLine(
                "Capacity units of the load balancer", balancer.name(), "by use", price, Optional.empty(), "", note));
    }

    private String idleOfBalancer() {
        if (!(topology.targetGroups() instanceof Fact.Known<List<TargetGroup>>(var groups))
                || groups.stream().anyMatch(group -> !(group.targets() instanceof Fact.Known<List<Target>>))) {
            return "";
        }
        boolean registered = groups.stream()
                .anyMatch(
                        group -> !group.targets().toOptional().orElse(List.of()).isEmpty());
        return registered ? "" : "no target is registered";
    }

    private void instances() {
        if (!(topology.instances() instanceof Fact.Known<List<Instance>>(var instances))) {
            notRead("The instance with its volume");
            return;
        }
        instances.stream()
                .filter(instance -> !Set.of("terminated", "shutting-down").contains(instance.state()))
                .forEach(this::instance);
    }

    private void instance(Instance instance) {
        String idle = idle(instance);
        if (idle.isEmpty()) {
            line("Instance, " + instance.type(), instance.id(), "1", instance.type(), HOURS, "", "");
        } else {
            var nothing = BigDecimal.ZERO.setScale(2);
            lines.add(new CostLine(
                    "Instance, " + instance.type(),
                    instance.id(),
                    "1",
                    price(instance.type()),
                    Optional.of(nothing),
                    "",
                    "Stopped: its hours cost nothing, but its volume and its address still cost."));
        }
        volume(instance, idle);
        boolean own = !instance.publicIp().isEmpty()
                && elasticIps().stream().noneMatch(ip -> ip.publicIp().equals(instance.publicIp()));
        if (own) {
            line("Public IPv4 address", instance.publicIp(), "1", PriceTable.ADDRESS, HOURS, "", "");
        }
    }

    /** A file system is a little smaller than its volume. With several instances nobody knows which of them this box is. */
    private void volume(Instance instance, String idle) {
        boolean seen = disk.isPresent()
                && topology.instances().toOptional().orElse(List.of()).size() == 1;
        long size = seen ? Math.ceilDiv(disk.getAsLong(), GIBIBYTE) : ASSUMED_GIB;
        line(
                "Volume, gp3",
                instance.id(),
                size + (seen ? " GiB" : " GiB, assumed"),
                PriceTable.VOLUME,
                BigDecimal.valueOf(size),
                idle,
                seen
                        ? "The size is that of the box's disk; the type is assumed."
                        : "The console does not read volumes: Amazon Linux 2023 gets this much by default, and a stack of this"
                                + " repository has 12 GiB.");
    }

    private static String idle(Instance instance) {
        return instance.state().equals("stopped") || instance.state().equals("stopping")
                ? "its instance is stopped"
                : "";
    }

    private void addresses() {
        if (!(topology.elasticIps() instanceof Fact.Known<List<ElasticIp>>)) {
            notRead("Elastic IPs");
            return;
        }
        elasticIps().forEach(this::address);
    }

    /** The loose ones, and those of this deployment's instances; one of something else is not this deployment's. */
    private void address(ElasticIp ip) {
        Optional<Instance> holder = topology.instances().toOptional().orElse(List.of()).stream()
                .filter(instance -> instance.id().equals(ip.instanceId()))
                .findFirst();
        boolean loose = ip.instanceId().isEmpty() && ip.networkInterfaceId().isEmpty();
        if (loose || holder.isPresent()) {
            String idle = loose
                    ? "it is not associated"
                    : holder.map(CostReader::idle).orElse("");
            line("Elastic IP", ip.publicIp(), "1", PriceTable.ADDRESS, HOURS, idle, "");
        }
    }

    private List<ElasticIp> elasticIps() {
        return topology.elasticIps().toOptional().orElse(List.of());
    }

    private void line(
            String part, String id, String quantity, String item, BigDecimal units, String idle, String note) {
        Optional<Price> price = price(item);
        Optional<BigDecimal> month = price.map(one -> cents(one.amount().multiply(units)));
        if (month.isEmpty()) {
            uncounted.add(part + ", " + id + ": not in the table for " + topology.region() + ".");
        }
        lines.add(new CostLine(part, id, quantity, price, month, idle, note));
    }

    private Optional<Price> price(String item) {
        return prices.of(topology.region(), item);
    }

    private void notRead(String part) {
        uncounted.add(part + " could not be read from AWS.");
    }

    private static BigDecimal cents(BigDecimal exact) {
        return exact.setScale(2, RoundingMode.HALF_UP);
    }
}
