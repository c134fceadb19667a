package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.PlatformException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The specification that the operator has prepared for the release that serves: Compose makes a second container of the service
 * from the changed file and does not start it ({@code docker-compose up --no-start --no-recreate --scale backend=2}). Its
 * specification is kept and the container removed, so that nothing starts it by mistake in the slot that serves.
 */
final class PreparedSpecification {
    private final Engine engine;
    private final Service service;
    private final SpecificationSource specifications;
    private final StateFile file;

    PreparedSpecification(Engine engine, Service service, SpecificationSource specifications, StateFile file) {
        this.engine = engine;
        this.service = service;
        this.specifications = specifications;
        this.file = file;
    }

    /** What it would change; empty when none is prepared, or it is what serves: then nobody needs it any more. */
    List<ConfigurationPart> changes(SlotContainers.Specified served) throws PlatformException {
        if (service.prepared().isEmpty() && file.read().isEmpty()) {
            return List.of();
        }
        Specification serving = served.get();
        Optional<Specification> wanted = latest(serving);
        List<ConfigurationPart> changes =
                wanted.map(found -> SpecificationChange.between(serving, found)).orElse(List.of());
        if (changes.isEmpty()) {
            file.delete();
        }
        return changes;
    }

    /** @throws PlatformException when it changes something else than these */
    Specification require(Specification serving, List<ConfigurationPart> expected) throws PlatformException {
        return latest(serving)
                .filter(wanted -> SpecificationChange.between(serving, wanted).equals(expected))
                .orElseThrow(
                        () -> new PlatformException("Another configuration was prepared or serves by now. Nothing was"
                                + " changed: look at what would change, and ask again."));
    }

    private synchronized Optional<Specification> latest(Specification serving) throws PlatformException {
        for (Occupant made : service.prepared().reversed()) {
            Optional<Specification> found = specifications.of(made.id());
            if (found.isPresent()) {
                file.write(found.get().withOtherNetworksOf(serving).json());
            }
            engine.remove(made.id());
        }
        Optional<JsonNode> kept = file.read();
        return kept.filter(JsonNode::isObject).map(json -> new Specification((ObjectNode) json));
    }
}
