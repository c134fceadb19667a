package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.ConfigurationPart;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.PreparedChange;
import ch.meuthak.lotse.server.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The specification that the operator has prepared for the serving release. Compose creates a second container of the service
 * from the changed file and does not start it ({@code docker-compose up --no-start --no-recreate --scale backend=2}). Its
 * specification is kept and the container removed, so that nothing starts it by mistake.
 *
 * <p>The page shows its names, and a confirmation carries its fingerprint, which covers every value. A later change is so never
 * applied unseen. The fingerprint has a key, which is only in the file: without it, nobody can test guesses of a value.
 */
final class PreparedSpecification {
    private static final String KEY = "Key";
    private static final String SPECIFICATION = "Specification";
    private static final int FINGERPRINT_CHARACTERS = 32;

    private final Engine engine;
    private final ComposeService service;
    private final SpecificationSource specifications;
    private final StateFile file;
    private final SecureRandom random = new SecureRandom();

    PreparedSpecification(Engine engine, ComposeService service, SpecificationSource specifications, StateFile file) {
        this.engine = engine;
        this.service = service;
        this.specifications = specifications;
        this.file = file;
    }

    private record Prepared(String fingerprint, Specification specification) {
        PreparedChange against(Specification serving) {
            List<ConfigurationPart> parts = SpecificationChange.between(serving, specification);
            return parts.isEmpty() ? PreparedChange.NONE : new PreparedChange(fingerprint, parts);
        }
    }

    /** What it would change; nothing if none is prepared, or the serving release has it already. */
    PreparedChange change(SlotContainers.Specified served) throws PlatformException {
        if (service.prepared().isEmpty() && file.read().isEmpty()) {
            return PreparedChange.NONE;
        }
        Specification serving = served.get();
        PreparedChange change =
                latest(serving).map(prepared -> prepared.against(serving)).orElse(PreparedChange.NONE);
        if (change.isEmpty()) {
            file.delete();
        }
        return change;
    }

    /** @throws PlatformException when it is another one than was confirmed, or changes something else */
    Specification require(Specification serving, PreparedChange confirmed) throws PlatformException {
        return latest(serving)
                .filter(prepared -> prepared.against(serving).equals(confirmed))
                .map(Prepared::specification)
                .orElseThrow(
                        () -> new PlatformException("The prepared or the serving configuration has changed. Nothing was"
                                + " deployed. Check the changes, and try again."));
    }

    private synchronized Optional<Prepared> latest(Specification serving) throws PlatformException {
        for (SlotContainer made : service.prepared().reversed()) {
            Optional<Specification> found = specifications.of(made.id());
            if (found.isPresent()) {
                keep(found.get().withOtherNetworksOf(serving));
            }
            engine.remove(made.id());
        }
        Optional<JsonNode> kept = file.read();
        if (kept.isPresent() && kept.get().has("Config") && kept.get() instanceof ObjectNode older) {
            keep(new Specification(older)); // as consoles wrote it that knew no fingerprints
            kept = file.read();
        }
        return kept.flatMap(PreparedSpecification::prepared);
    }

    /** The same preparation again keeps its fingerprint. */
    private void keep(Specification found) throws PlatformException {
        if (file.read()
                .flatMap(PreparedSpecification::prepared)
                .filter(kept -> kept.specification().equals(found))
                .isEmpty()) {
            byte[] key = new byte[32];
            random.nextBytes(key);
            ObjectNode content =
                    Engine.JSON.createObjectNode().put(KEY, HexFormat.of().formatHex(key));
            content.set(SPECIFICATION, found.json());
            file.write(content);
        }
    }

    private static Optional<Prepared> prepared(JsonNode kept) {
        return kept.path(SPECIFICATION) instanceof ObjectNode json
                ? Optional.of(new Prepared(fingerprint(kept.path(KEY).asText(), json), new Specification(json)))
                : Optional.empty();
    }

    private static String fingerprint(String key, ObjectNode specification) {
        byte[] keyed = (key + specification).getBytes(StandardCharsets.UTF_8);
        return Sha256.hex(keyed).substring(0, FINGERPRINT_CHARACTERS);
    }
}
