package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.BoxWords;
import java.util.List;
import java.util.Optional;

/** The box publishes the API for itself alone. */
public final class TgtLoopback extends Rule {
    public static final Rule RULE = new TgtLoopback();

    private TgtLoopback() {
        super(About.path("TGT-LOOPBACK", Hop.TARGET, Severity.CRITICAL)
                .symptom("The box publishes the API only on 127.0.0.1.")
                .cause("Only the box itself can connect. The load balancer cannot.")
                .fix("Publish the API on 0.0.0.0.")
                .document(AwsPages.HEALTH));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return PublishedApi.box(route).flatMap(box -> route.staying().stream()
                .filter(target -> {
                    List<BoundPort> there = PublishedApi.at(box, target.port());
                    return !there.isEmpty() && there.stream().allMatch(BoundPort::isLoopback);
                })
                .findFirst()
                .flatMap(target -> route.found(this, "The API listens only on the box itself")
                        .seen("The API is published on " + BoxWords.published(box) + ".", BoxWords.SOURCE, box.at())
                        .cause("The API is published only on " + BoxWords.published(box)
                                + ". The load balancer cannot connect.")
                        .fix("Publish the API on 0.0.0.0:" + target.port() + ".")
                        .stops()
                        .done()));
    }
}
