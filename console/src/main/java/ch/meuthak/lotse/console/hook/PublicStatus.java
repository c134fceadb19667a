package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.deploy.Deployments.Serving;
import ch.meuthak.lotse.console.diagnosis.HopState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.facts.Hop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The state of the API in words for the public: no id, no address, no name.
 *
 * @param components dns, load balancer, certificate and api, in this order
 * @param asOf the time of this state
 */
public record PublicStatus(Word status, List<Component> components, Instant asOf) {

    /** All words, the best first. */
    public enum Word {
        OPERATIONAL,
        DEPLOYING,
        UNKNOWN,
        DEGRADED,
        OUTAGE;

        private Word worseOf(Word other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /** One part. */
    public record Component(String name, Word status) {}

    /**
     * The status.
     *
     * @param path the hops of a recent snapshot; absent without one
     * @param deploying whether a deployment runs
     * @param asOf the time of the snapshot; now without one
     */
    public static PublicStatus of(Optional<RequestPath> path, boolean deploying, Serving serving, Instant asOf) {
        List<HopState> hops = path.map(RequestPath::hops).orElse(List.of());
        List<Component> components = List.of(
                new Component("dns", worst(hops, Set.of(Hop.DNS))),
                new Component("load balancer", worst(hops, Set.of(Hop.LOAD_BALANCER, Hop.RULE))),
                new Component("certificate", certificate(hops)),
                new Component("api", api(hops, serving)));
        return new PublicStatus(overall(components, deploying), components, asOf);
    }

    /** A running deployment explains a warning, but never an outage: the switch costs no request. */
    private static Word overall(List<Component> components, boolean deploying) {
        Word worst = components.stream().map(Component::status).reduce(Word.OPERATIONAL, Word::worseOf);
        return deploying && worst != Word.OUTAGE ? Word.DEPLOYING : worst;
    }

    /** A certificate that expires soon still works today. */
    private static Word certificate(List<HopState> hops) {
        Word word = worst(hops, Set.of(Hop.LISTENER));
        return word == Word.DEGRADED ? Word.OPERATIONAL : word;
    }

    private static Word api(List<HopState> hops, Serving serving) {
        Word outside = worst(hops, Set.of(Hop.TARGET_GROUP, Hop.TARGET));
        if (serving.release().isPresent() && !serving.alive()) {
            return Word.OUTAGE;
        }
        // a security group that is too open concerns the operator, a closed one everybody
        boolean shut = worst(hops, Set.of(Hop.SECURITY_GROUP)) == Word.OUTAGE;
        return shut ? Word.OUTAGE : outside;
    }

    private static Word worst(List<HopState> hops, Set<Hop> which) {
        return hops.stream()
                .filter(hop -> which.contains(hop.hop()))
                .map(hop -> word(hop.status()))
                .reduce(Word::worseOf)
                .orElse(Word.UNKNOWN);
    }

    private static Word word(HopStatus status) {
        return switch (status) {
            case OK -> Word.OPERATIONAL;
            case WARN -> Word.DEGRADED;
            case FAIL -> Word.OUTAGE;
            case UNKNOWN -> Word.UNKNOWN;
        };
    }
}
