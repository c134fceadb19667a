package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Judgement;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.words.HealthCheckWords;
import ch.meuthak.lotse.console.words.TargetWords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A target group. A number that AWS leaves out is absent. */
public record TargetGroupJson(
        String name,
        String arn,
        String protocol,
        String protocolVersion,
        Optional<Long> port,
        String targetType,
        String vpcId,
        HealthCheckJson healthCheck,
        Optional<Long> deregistrationDelaySeconds,
        Optional<List<TargetJson>> targets) {

    static TargetGroupJson of(
            TargetGroup group, List<Instance> instances, Optional<Diagnosis> diagnosis, ReadParts parts) {
        return new TargetGroupJson(
                group.name(),
                group.arn(),
                group.protocol(),
                group.protocolVersion(),
                number(group.port()),
                group.targetType(),
                group.vpcId(),
                HealthCheckJson.of(group.healthCheck()),
                parts.one("targetGroups.deregistrationDelaySeconds", group.deregistrationDelay())
                        .map(Duration::toSeconds),
                parts.list(
                        "targetGroups.targets",
                        group.targets(),
                        target -> TargetJson.of(group, target, instances, diagnosis)));
    }

    /** No number here is ever 0. */
    private static Optional<Long> number(long number) {
        return Optional.of(number).filter(known -> known != 0);
    }

    /** How the group checks its targets; {@code words} says it in sentences. */
    public record HealthCheckJson(
            boolean enabled,
            String protocol,
            String port,
            String path,
            String matcher,
            Optional<Long> intervalSeconds,
            Optional<Long> timeoutSeconds,
            Optional<Long> healthyThreshold,
            Optional<Long> unhealthyThreshold,
            String words) {

        private static HealthCheckJson of(HealthCheck check) {
            return new HealthCheckJson(
                    check.enabled(),
                    check.protocol(),
                    check.port(),
                    check.path(),
                    check.matcher(),
                    number(check.interval().toSeconds()),
                    number(check.timeout().toSeconds()),
                    number(check.healthyThreshold()),
                    number(check.unhealthyThreshold()),
                    HealthCheckWords.sentences(check));
        }
    }

    /** A target, with the meaning and the advice that the pages show. */
    public record TargetJson(
            String id,
            Optional<Long> port,
            String availabilityZone,
            Optional<String> instanceId,
            String state,
            String reason,
            String description,
            String override,
            String meaning,
            String advice) {

        private static TargetJson of(
                TargetGroup group, Target target, List<Instance> instances, Optional<Diagnosis> diagnosis) {
            TargetWords words = TargetWords.of(target, group);
            Optional<Judgement> judged = diagnosis.flatMap(known -> known.onTarget(group.arn(), target.name()));
            return new TargetJson(
                    target.id(),
                    number(target.port()),
                    target.availabilityZone(),
                    instances.stream()
                            .filter(one -> List.of(one.id(), one.privateIp()).contains(target.id()))
                            .map(Instance::id)
                            .findFirst(),
                    target.state(),
                    target.reason(),
                    target.description(),
                    target.override(),
                    words.meaning(),
                    judged.map(Judgement::advice).orElse(words.advice()));
        }
    }
}
