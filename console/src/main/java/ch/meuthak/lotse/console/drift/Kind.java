package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Hop;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a change is about, in the order in which a request meets it; what is no matter of one hop comes last. */
public enum Kind {
    DNS("dns", "DNS", Hop.DNS),
    LOAD_BALANCER("load-balancer", "Load balancer", Hop.LOAD_BALANCER),
    LISTENER("listener", "Listener", Hop.LISTENER),
    CERTIFICATE("certificate", "Certificate", Hop.LISTENER),
    RULE("rule", "Listener rule", Hop.RULE),
    TARGET_GROUP("target-group", "Target group", Hop.TARGET_GROUP),
    TARGET("target", "Target", Hop.TARGET),
    HEALTH("health", "Target health", Hop.TARGET),
    SECURITY_GROUP("security-group", "Security group", Hop.SECURITY_GROUP),
    RELEASE("release", "Release", Hop.RELEASE),
    INSTANCE("instance", "Instance", null),
    ADDRESS("address", "Elastic IP", null),
    DEPLOYMENT("deployment", "Deployment", null),
    /** What runs on the box ended, or was started again. */
    BOX("box", "Box", null),
    /** What the operator, or the console itself, has done with the accepted state. */
    ACCEPTED("accepted", "Baseline", null);

    private final String id;
    private final String label;
    private final @Nullable Hop hop;

    Kind(String id, String label, @Nullable Hop hop) {
        this.id = id;
        this.label = label;
        this.hop = hop;
    }

    /** As it stands in the JSON API, in links and in the database. */
    public String id() {
        return id;
    }

    /** As it stands on a page. */
    public String label() {
        return label;
    }

    /** The hop that it belongs to; absent when it is a matter of none. */
    public Optional<Hop> hop() {
        return Optional.ofNullable(hop);
    }

    /** The kind with that id; absent when there is none. */
    public static Optional<Kind> of(String id) {
        return Stream.of(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
}
