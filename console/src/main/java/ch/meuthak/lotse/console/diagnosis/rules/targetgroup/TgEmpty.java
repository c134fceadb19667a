package ch.meuthak.lotse.console.diagnosis.rules.targetgroup;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.List;
import java.util.Optional;

/** A target group has no target. */
public final class TgEmpty extends Rule {
    public static final Rule RULE = new TgEmpty();

    private TgEmpty() {
        super(About.path("TG-EMPTY", Hop.TARGET_GROUP, Severity.CRITICAL)
                .symptom("A target group has no registered target.")
                .cause("No target can answer. The load balancer returns 503.")
                .fix("Register the instance with its port.")
                .document(AwsPages.ALB + "target-group-register-targets.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        List<TargetGroup> groups = route.groups();
        List<TargetGroup> empty = groups.stream()
                .filter(group ->
                        group.targets().toOptional().filter(List::isEmpty).isPresent())
                .toList();
        if (empty.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(", ", empty.stream().map(TargetGroup::name).toList());
        FindingBuilder draft = route.found(this, "A target group has no target")
                .commands(register(route, empty.getFirst()).stream().toList());
        empty.forEach(group -> draft.seen(group.name() + " has no registered target.", TargetRule.SOURCE));
        return groups.size() == empty.size()
                ? draft.stops().done()
                : draft.cause("Requests are shared among " + groups.size() + " groups, and " + names
                                + " has no target. The load balancer returns 503 for its share.")
                        .fix("Register a target there, or remove its weight.")
                        .severity(Severity.ERROR)
                        .done();
    }

    /** Only when one instance alone carries an Elastic IP: then that is the one. */
    private static Optional<String> register(RequestTrace route, TargetGroup group) {
        List<String> carriers = RequestTrace.known(route.topology().elasticIps()).stream()
                .map(ElasticIp::instanceId)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        return carriers.size() == 1 && group.targetType().equals("instance")
                ? Optional.of(route.aws(
                        "elbv2",
                        "register-targets",
                        "--target-group-arn",
                        group.arn(),
                        "--targets",
                        "Id=" + carriers.getFirst() + ",Port=" + group.port()))
                : Optional.empty();
    }
}
