package ch.meuthak.lotse.console.web.targets;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Judgement;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.FactRow;
import ch.meuthak.lotse.console.web.page.Listing;
import ch.meuthak.lotse.console.web.page.RowLimit;
import ch.meuthak.lotse.console.words.HealthCheckWords;
import ch.meuthak.lotse.console.words.Sentences;
import ch.meuthak.lotse.console.words.TargetWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The target groups with their targets. */
public record TargetsView(Listing<GroupView> groups) {

    public static TargetsView of(Topology topology, ConsoleFacts facts, RowLimit rows) {
        Optional<Diagnosis> diagnosis = facts.shown();
        Map<String, Instance> instances = topology.instances().toOptional().orElse(List.of()).stream()
                .flatMap(one -> Stream.of(Map.entry(one.id(), one), Map.entry(one.privateIp(), one)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
        return new TargetsView(
                Listing.of(topology.targetGroups(), rows, group -> GroupView.of(group, instances, diagnosis, rows)));
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
            Badge mark,
            List<FactRow> facts,
            String check,
            List<FactRow> settings,
            Listing<TargetView> targets) {

        static GroupView of(
                TargetGroup group, Map<String, Instance> instances, Optional<Diagnosis> diagnosis, RowLimit rows) {
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
                            new FactRow("Protocol", (group.protocol() + " " + group.protocolVersion()).strip(), false),
                            new FactRow("Port", group.port() == 0 ? "" : Integer.toString(group.port()), false),
                            new FactRow("Target type", group.targetType(), false),
                            new FactRow("VPC", group.vpcId(), true)),
                    HealthCheckWords.sentences(group.healthCheck()),
                    settings(group.healthCheck()),
                    Listing.of(group.targets(), rows, target -> TargetView.of(group, target, instances, diagnosis)));
        }

        private static Badge mark(boolean known, long healthy, int all) {
            if (!known) {
                return new Badge("unknown", "Unknown");
            }
            if (healthy == 0) {
                return new Badge("fail", all == 0 ? "Empty" : "None healthy");
            }
            return healthy == all ? new Badge("ok", "All healthy") : new Badge("warn", "Some unhealthy");
        }

        private static List<FactRow> settings(HealthCheck check) {
            return FactRow.known(
                    new FactRow("Protocol", check.protocol(), false),
                    new FactRow(
                            "Port", check.port().equals("traffic-port") ? "same as for traffic" : check.port(), false),
                    new FactRow("Path", check.path(), true),
                    new FactRow("Success codes", check.matcher(), false),
                    new FactRow("Interval", some(check.interval().toSeconds(), " s"), false),
                    new FactRow("Timeout", some(check.timeout().toSeconds(), " s"), false),
                    new FactRow("Healthy after", some(check.healthyThreshold(), ""), false),
                    new FactRow("Unhealthy after", some(check.unhealthyThreshold(), ""), false));
        }

        /** AWS omits unknown values; no such setting is ever 0. */
        private static String some(long number, String unit) {
            return number == 0 ? "" : number + unit;
        }
    }

    /**
     * A target.
     *
     * @param port 0 when it has none
     * @param reason AWS's code; empty when healthy, and when AWS gives none
     * @param meaning how it is, in plain words; empty when healthy
     * @param remedy the fix from the diagnosis; empty when healthy, or without a fix
     * @param said AWS's own description
     * @param instance the instance of the target, with its type and state; empty when it is not known
     */
    public record TargetView(
            String id,
            int port,
            String zone,
            Badge mark,
            String reason,
            String meaning,
            String remedy,
            String said,
            String instance) {

        static TargetView of(
                TargetGroup group, Target target, Map<String, Instance> instances, Optional<Diagnosis> diagnosis) {
            TargetWords words = TargetWords.of(target, group);
            return new TargetView(
                    target.id(),
                    target.port(),
                    target.availabilityZone(),
                    Badge.of(target),
                    target.reason(),
                    target.isHealthy() ? "" : words.meaning(),
                    diagnosis
                            .flatMap(known -> known.onTarget(group.arn(), target.name()))
                            .map(Judgement::advice)
                            .orElse(words.advice()),
                    Sentences.end(target.description()),
                    Optional.ofNullable(instances.get(target.id()))
                            .map(one -> instance(target, one))
                            .orElse(""));
        }

        private static String instance(Target target, Instance one) {
            return Stream.of(one.id().equals(target.id()) ? "" : one.id(), one.type(), one.state())
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", "));
        }
    }
}
