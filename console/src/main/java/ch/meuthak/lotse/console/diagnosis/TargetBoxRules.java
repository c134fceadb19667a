package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the target is where the box publishes the API. */
final class TargetBoxRules {
    private TargetBoxRules() {}

    static List<Rule> all() {
        return List.of(TargetBoxRules::loopback, TargetBoxRules::port);
    }

    private static Optional<Finding> loopback(RequestTrace route) {
        return box(route).flatMap(box -> route.staying().stream()
                .filter(target -> {
                    List<BoundPort> there = at(box, target.port());
                    return !there.isEmpty() && there.stream().allMatch(BoundPort::isLoopback);
                })
                .findFirst()
                .flatMap(target -> route.found(RuleId.TGT_LOOPBACK, "The API listens on the box alone")
                        .seen("The API is published on " + addresses(box) + ".", BoxRules.SOURCE, box.at())
                        .cause("The API is published on " + addresses(box)
                                + " only, where nobody outside the box, the load balancer included, gets in.")
                        .fix("Publish it on 0.0.0.0:" + target.port() + ".")
                        .stops()
                        .done()));
    }

    private static Optional<Finding> port(RequestTrace route) {
        return box(route).filter(box -> !box.api().isEmpty()).flatMap(box -> route.staying().stream()
                .filter(target -> at(box, target.port()).isEmpty())
                .findFirst()
                .flatMap(target -> port(route, box, target)));
    }

    private static Optional<Finding> port(RequestTrace route, Box box, Target target) {
        int published = box.api().getFirst().port();
        return route.found(RuleId.TGT_PORT, "The target's port is not the one that the box publishes")
                .seen("The API is published on " + addresses(box) + ".", BoxRules.SOURCE, box.at())
                .seen("The target is " + TargetReader.name(route, target) + ".", "DescribeTargetHealth")
                .cause("The load balancer sends requests to port " + target.port()
                        + " of the box, which publishes the API on " + addresses(box) + ".")
                .fix("Register the target with the port " + published + ", and take the other one out.")
                .commands(move(route, route.groupOf(target), target, published))
                .caution("Requests that still run on the old port are finished first.")
                .stops()
                .done();
    }

    private static List<String> move(RequestTrace route, TargetGroup group, Target target, int published) {
        return List.of(
                route.aws(
                        "elbv2",
                        "register-targets",
                        "--target-group-arn",
                        group.arn(),
                        "--targets",
                        target.argument(published)),
                route.aws(
                        "elbv2",
                        "deregister-targets",
                        "--target-group-arn",
                        group.arn(),
                        "--targets",
                        target.argument()));
    }

    /** With several instances nobody knows which of them this box is. */
    private static Optional<Box> box(RequestTrace route) {
        boolean one = route.registered().stream().map(Target::id).distinct().count() == 1;
        return route.observed().box().toOptional().filter(_ -> one);
    }

    private static List<BoundPort> at(Box box, int port) {
        return box.api().stream().filter(one -> one.port() == port).toList();
    }

    static String addresses(Box box) {
        return box.api().stream().map(BoundPort::toString).collect(Collectors.joining(", "));
    }
}
