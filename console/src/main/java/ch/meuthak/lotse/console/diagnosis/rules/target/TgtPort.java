package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.words.BoxWords;
import java.util.List;
import java.util.Optional;

/** The target has another port than the one that the box publishes. */
public final class TgtPort extends Rule {
    public static final Rule RULE = new TgtPort();

    private TgtPort() {
        super(About.path("TGT-PORT", Hop.TARGET, Severity.CRITICAL)
                .symptom("The port of the target is not the port that the box publishes.")
                .cause("The target was registered with the wrong port, or the port of the box changed.")
                .fix("Register the target with the port of the box, and deregister the old one.")
                .document(AwsPages.ALB + "target-group-register-targets.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return PublishedApi.box(route).filter(box -> !box.api().isEmpty()).flatMap(box -> route.staying().stream()
                .filter(target -> PublishedApi.at(box, target.port()).isEmpty())
                .findFirst()
                .flatMap(target -> port(route, box, target)));
    }

    private Optional<Finding> port(RequestTrace route, Box box, Target target) {
        int published = box.api().getFirst().port();
        return route.found(this, "The target has the wrong port")
                .seen("The API is published on " + BoxWords.published(box) + ".", BoxWords.SOURCE, box.at())
                .seen("The target is " + route.name(target) + ".", "DescribeTargetHealth")
                .cause("The load balancer sends requests to port " + target.port() + ". The box publishes the API on "
                        + BoxWords.published(box) + ".")
                .fix("Register the target with the port " + published + ", and deregister the old one.")
                .commands(move(route, route.groupOf(target), target, published))
                .caution("Open requests on the old port finish first.")
                .stops()
                .done();
    }

    private static List<String> move(RequestTrace route, TargetGroup group, Target target, int published) {
        return List.of(
                route.aws(
                        "elbv2", "register-targets",
                        "--target-group-arn", group.arn(),
                        "--targets", target.argument(published)),
                route.aws(
                        "elbv2", "deregister-targets",
                        "--target-group-arn", group.arn(),
                        "--targets", target.argument()));
    }
}
