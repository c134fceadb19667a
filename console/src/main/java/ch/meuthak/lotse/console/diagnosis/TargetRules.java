package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.words.Sentences;
import ch.meuthak.lotse.console.words.TargetWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why the load balancer's health check does not find targets healthy. */
final class TargetRules {
    static final String HEALTH = "DescribeTargetHealth";
    private static final Duration RECENT = Duration.ofMinutes(1);
    private static final String SHIFTED = "zonal_shift_active";

    private TargetRules() {}

    static List<Rule> all() {
        Stream<Rule> byReason = Stream.of(
                        RuleId.TG_NOT_IN_USE,
                        RuleId.TGT_STOPPED,
                        RuleId.TGT_REFUSED,
                        RuleId.TGT_TIMEOUT,
                        RuleId.TGT_CODE,
                        RuleId.TGT_STATE)
                .map(id -> route -> byReason(route, id));
        return Stream.concat(byReason, Stream.of(TargetRules::failOpen, TargetRules::slowStart, TargetRules::shifted))
                .toList();
    }

    /** The rule that speaks of a target in its state. */
    static RuleId rule(RequestTrace route, Target target) {
        return switch (target.reason()) {
            case "Target.NotInUse" -> RuleId.TG_NOT_IN_USE;
            case "Target.InvalidState" -> RuleId.TGT_STOPPED;
            case "Target.FailedHealthChecks" -> RuleId.TGT_REFUSED;
            case "Target.ResponseCodeMismatch" -> RuleId.TGT_CODE;
            case "Target.Timeout" -> route.admission().isShut(target) ? RuleId.TGT_STATE : RuleId.TGT_TIMEOUT;
            default -> RuleId.TGT_STATE;
        };
    }

    private static Optional<Finding> byReason(RequestTrace route, RuleId id) {
        List<Target> bad = route.unhealthy().stream()
                .filter(target -> rule(route, target) == id)
                .toList();
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        Target first = bad.getFirst();
        TargetWords words = TargetWords.of(first, route.groupOf(first));
        boolean single = route.registered().size() == 1;
        FindingBuilder draft = route.found(id, title(id, first))
                .cause((single ? "" : TargetReader.name(route, first) + ": ") + words.meaning())
                .fix(TargetAdvice.of(route, first))
                .commands(commands(route, id, bad))
                .stops(!words.passing() && !isUnchecked(first) && !route.mayHaveHealthyTarget())
                .severity(words.passing() || isMeant(route, first) ? Severity.WARNING : Severity.ERROR);
        bad.forEach(target -> draft.seen(state(route, target), HEALTH));
        if (id == RuleId.TGT_TIMEOUT) {
            overload(route, draft);
        }
        return draft.done();
    }

    /** Without a health check, as with a function, requests come to it all the same. */
    private static boolean isUnchecked(Target target) {
        return target.reason().equals(Target.UNCHECKED);
    }

    /** Nobody knows whether somebody meant it; where another target serves, it is what every exchange of targets looks like. */
    private static boolean isMeant(RequestTrace route, Target target) {
        return isUnchecked(target) || (target.reason().equals(Target.LEAVING) && route.hasHealthyTarget());
    }

    /** What there is to see of it on the box, should that be why it is slow. */
    private static void overload(RequestTrace route, FindingBuilder draft) {
        route.observed().box().toOptional().ifPresent(box -> box.resources().ifPresent(left -> {
            draft.seen(BoxRules.memory(left), BoxRules.SOURCE, box.at());
            left.cpu().ifPresent(cpu -> draft.seen(BoxRules.withheld(cpu), BoxRules.SOURCE, box.at()));
        }));
    }

    /** Whether the health checks that get a wrong code get one of 500 or more: the release's own, or of the edge before it. */
    static boolean getOnlyServerErrors(RequestTrace route) {
        return route.unhealthy().stream()
                .filter(target -> rule(route, target) == RuleId.TGT_CODE)
                .allMatch(target -> TargetWords.saysServerError(target.description()));
    }

    private static String title(RuleId id, Target target) {
        return switch (id) {
            case TG_NOT_IN_USE -> "The load balancer does not use the target";
            case TGT_STOPPED -> "The target's instance is stopped";
            case TGT_REFUSED -> "The connection to the target fails";
            case TGT_TIMEOUT -> "The target does not answer in time";
            case TGT_CODE -> "The target answers its health check with a wrong code";
            default -> "The target's state is " + target.state();
        };
    }

    private static List<String> commands(RequestTrace route, RuleId id, List<Target> bad) {
        return switch (id) {
            case TGT_STOPPED -> start(route, bad);
            case TGT_STATE ->
                route.hasHealthyTarget()
                        ? List.of()
                        : bad.stream()
                                .filter(target -> target.reason().equals(Target.LEAVING))
                                .map(target -> again(route, target))
                                .toList();
            default -> List.of();
        };
    }

    /** Takes a target back that leaves. */
    private static String again(RequestTrace route, Target target) {
        return route.aws(
                "elbv2",
                "register-targets",
                "--target-group-arn",
                route.groupOf(target).arn(),
                "--targets",
                target.argument());
    }

    private static List<String> start(RequestTrace route, List<Target> targets) {
        List<String> ids = targets.stream()
                .filter(target -> !TargetAdvice.isGone(route, target))
                .map(target -> route.instance(target).map(Instance::id).orElse(target.id()))
                .filter(id -> id.startsWith("i-"))
                .distinct()
                .toList();
        return ids.isEmpty()
                ? List.of()
                : List.of(route.aws(Stream.concat(Stream.of("ec2", "start-instances", "--instance-ids"), ids.stream())
                        .toArray(String[]::new)));
    }

    static String state(RequestTrace route, Target target) {
        String said = Stream.of(target.reason(), target.description())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(": "));
        return Sentences.end("The state of " + TargetReader.name(route, target) + " is "
                + (target.state().isEmpty() ? "not known" : target.state())
                + (said.isEmpty() ? "" : ", " + said));
    }

    private static Optional<Finding> failOpen(RequestTrace route) {
        List<Target> all = route.registered();
        // A visit from long before the snapshot says nothing of "just now".
        Instant recent = route.topology().takenAt().minus(RECENT);
        Optional<HttpVisit> answered = route.observed()
                .outside()
                .domain()
                .toOptional()
                .filter(visit -> visit.answers() && !visit.at().isBefore(recent));
        boolean allBad =
                !all.isEmpty() && all.stream().allMatch(target -> target.state().equals("unhealthy"));
        return answered.filter(visit -> allBad).flatMap(visit -> failOpen(route, visit, all.getFirst()));
    }

    private static Optional<Finding> failOpen(RequestTrace route, HttpVisit visit, Target first) {
        TargetWords words = TargetWords.of(first, route.groupOf(first));
        return route.found(RuleId.TGT_FAIL_OPEN, "No target is healthy, and requests are let through all the same")
                .seen(visit.outcome(), "HTTP", visit.at())
                .seen(state(route, first), HEALTH)
                .cause(
                        "Every target fails its health check: " + words.meaning()
                                + " Then the load balancer fails open: it sends requests to all of them, and just now they are answered.")
                .fix(words.advice() + " Until then nothing keeps requests from a target that is really down.")
                .stops()
                .done();
    }

    private static Optional<Finding> slowStart(RequestTrace route) {
        return route.unhealthy().stream()
                .filter(target -> target.state().equals("initial"))
                .findFirst()
                .flatMap(target -> slowStart(route, target));
    }

    private static Optional<Finding> slowStart(RequestTrace route, Target target) {
        Duration usual = route.groupOf(target).healthCheck().interval().multipliedBy(2);
        if (usual.isZero()) {
            return Optional.empty();
        }
        // As of the snapshot: nobody knows how the target has been since then.
        Instant seen = route.topology().takenAt();
        Duration since = Duration.between(route.since(RuleId.TGT_STATE, title(RuleId.TGT_STATE, target)), seen);
        return since.compareTo(usual) <= 0
                ? Optional.empty()
                : route.found(RuleId.TGT_SLOW_START, "The target takes long to become healthy")
                        .seen(state(route, target), HEALTH)
                        .cause("The target has been initial for " + since.toSeconds() + " s; two health checks take "
                                + usual.toSeconds() + " s.")
                        .fix("Wait if the box has just booted; else look at the release's log.")
                        .stops(!route.mayHaveHealthyTarget())
                        .done();
    }

    private static Optional<Finding> shifted(RequestTrace route) {
        List<Target> shifted = route.registered().stream()
                .filter(target -> target.override().equals(SHIFTED))
                .toList();
        if (shifted.isEmpty()) {
            return Optional.empty();
        }
        FindingBuilder draft = route.found(RuleId.TGT_SHIFT, "A zonal shift keeps requests away from a target")
                .cause("Somebody has shifted the traffic away from the availability zone "
                        + shifted.getFirst().availabilityZone() + ", so its targets get no requests, healthy or not.")
                .fix(
                        "Cancel the zonal shift when the zone is well: the command lists those that are active, with their ids, for"
                                + " aws arc-zonal-shift cancel-zonal-shift --zonal-shift-id.")
                .commands(List.of(route.aws("arc-zonal-shift", "list-zonal-shifts", "--status", "ACTIVE")));
        shifted.forEach(target ->
                draft.seen("The override of " + TargetReader.name(route, target) + " is " + SHIFTED + ".", HEALTH));
        return draft.done();
    }
}
