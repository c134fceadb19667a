package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Target;
import java.util.List;
import java.util.Optional;

/** Where the box publishes the API. */
final class PublishedApi {
    private PublishedApi() {}

    /** With several instances, it is not known which one this box is. */
    static Optional<Box> box(RequestTrace route) {
        boolean one = route.registered().stream().map(Target::id).distinct().count() == 1;
        return route.box().filter(_ -> one);
    }

    static List<BoundPort> at(Box box, int port) {
        return box.api().stream().filter(one -> one.port() == port).toList();
    }
}
