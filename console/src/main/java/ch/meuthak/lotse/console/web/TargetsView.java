package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.cloud.HealthCheck;
import ch.meuthak.lotse.console.cloud.Instance;
import ch.meuthak.lotse.console.cloud.Target;
import ch.meuthak.lotse.console.cloud.TargetGroup;
import ch.meuthak.lotse.console.cloud.Topology;
import ch.meuthak.lotse.console.words.HealthCheckWords;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The target groups with their targets. */
public record TargetsView(Listing<GroupView> groups) {

    static TargetsView of(Topology topology, Rows rows) {
        Map<String, Instance> instances = topology.instances().toOptional().orElse(List.of()).stream()
                .collect(Collectors.toMap(Instance::id, Function.identity(), (first, second) -> first));
        return new TargetsView(
                Listing.of(topology.targetGroups(), rows, group -> GroupView.of(group, instances, rows)));
    }

    /**
     * A target group.
     *
     * @param summary {@code 1 of 1 healthy}
     * @param check the health check in one sentence
     */
    public record GroupView(
            String name,
            String arn,
            String summary,
            Mark mark,
            List<FactRow> facts,
            String check,
            List<FactRow> settings,
            Listing<TargetView> targets) {

        static GroupView of(TargetGroup group, Map<String, Instance> instances, Rows rows) {
            List<Target> targets = group.targets().toOptional().orElse(List.of());
            long healthy = targets.stream().filter(Target::isHealthy).count();
            boolean clear = targets.stream().allMatch(Target::isKnown);
            boolean known = group.targets().toOptional().isPresent();
            return new GroupView(
                    group.name(),
                    group.arn(),
                    known ? healthy + " of " + targets.size() + " healthy" : "targets not read",
                    mark(known && clear, healthy, targets.size()),
                    FactRow.known(
                            new FactRow("Protocol", group.protocol() + " " + group.protocolVersion(), false),
                            new FactRow("Port", Integer.toString(group.port()), false),
                            new FactRow("Target type", group.targetType(), false),
                            new FactRow("VPC", group.vpcId(), true)),
                    HealthCheckWords.sentences(group.healthCheck()),
                    settings(group.healthCheck()),
                    Listing.of(group.targets(), rows, target -> TargetView.of(target, instances)));
        }

        private static Mark mark(boolean known, long healthy, int all) {
            if (!known) {
                return new Mark("unknown", "Unknown");
            }
            if (healthy == 0) {
                return new Mark("fail", all == 0 ? "Empty" : "None healthy");
            }
            return healthy == all ? new Mark("ok", "All healthy") : new Mark("warn", "Some unhealthy");
        }

        private static List<FactRow> settings(HealthCheck check) {
            return FactRow.known(
                    new FactRow("Protocol", check.protocol(), false),
                    new FactRow("Port", check.port().equals("traffic-port") ? "the target's own" : check.port(), false),
                    new FactRow("Path", check.path(), true),
                    new FactRow("Success codes", check.matcher(), false),
                    new FactRow("Interval", check.interval().toSeconds() + " s", false),
                    new FactRow("Timeout", check.timeout().toSeconds() + " s", false),
                    new FactRow("Healthy after", Integer.toString(check.healthyThreshold()), false),
                    new FactRow("Unhealthy after", Integer.toString(check.unhealthyThreshold()), false));
        }
    }

    /**
     * A target.
     *
     * @param reason AWS's code; empty when healthy
     * @param meaning the code in plain words; empty when healthy
     * @param remedy what to do about it; empty when healthy or nothing
     * @param said AWS's own sentence
     * @param instance what the instance is and does; empty when it is not known
     */
    public record TargetView(
            String id,
            int port,
            String zone,
            Mark mark,
            String reason,
            String meaning,
            String remedy,
            String said,
            String instance) {

        static TargetView of(Target target, Map<String, Instance> instances) {
            String reason = target.reason();
            Instance instance = instances.get(target.id());
            return new TargetView(
                    target.id(),
                    target.port(),
                    target.availabilityZone(),
                    Mark.ofTarget(target.state()),
                    reason,
                    Words.find("reason." + reason).orElse(""),
                    Words.find("reason." + reason + ".do").orElse(""),
                    target.description(),
                    instance == null ? "" : instance.type() + ", " + instance.state());
        }
    }
}
