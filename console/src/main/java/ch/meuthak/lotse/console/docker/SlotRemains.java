package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.Platform.Remains;
import ch.meuthak.lotse.console.deploy.PlatformException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The remains of the last release in a slot, in a file for the next console. */
final class SlotRemains {
    private static final Logger LOG = Logger.getLogger(SlotRemains.class.getName());

    private final StateFile file;
    private @Nullable Remains last;

    SlotRemains(Path file) {
        this.file = new StateFile(file);
    }

    /** A full disk does not keep a slot from becoming free: then only this console has the remains. */
    synchronized void keep(Remains remains) {
        last = remains;
        ObjectNode json = Engine.JSON.createObjectNode().put("state", remains.state());
        remains.exitCode().ifPresent(code -> json.put("exitCode", code));
        var lines = json.putArray("lastLines");
        remains.lastLines().forEach(lines::add);
        try {
            file.write(json);
        } catch (PlatformException e) {
            LOG.log(Level.WARNING, "The end and the output of a release are not kept: {0}", e.getMessage());
        }
    }

    synchronized void forget() throws PlatformException {
        last = null;
        file.delete();
    }

    synchronized Remains read(int lines) throws PlatformException {
        Remains all = last != null ? last : file.read().map(SlotRemains::parse).orElseGet(SlotRemains::nothing);
        List<String> found = all.lastLines();
        return new Remains(
                all.exitCode(),
                all.state(),
                found.subList(Math.max(0, found.size() - Math.max(0, lines)), found.size()));
    }

    private static Remains parse(JsonNode json) {
        Optional<Integer> code =
                json.has("exitCode") ? Optional.of(json.path("exitCode").asInt()) : Optional.empty();
        List<String> lines =
                json.path("lastLines").valueStream().map(JsonNode::asText).toList();
        return new Remains(code, json.path("state").asText(), lines);
    }

    private static Remains nothing() {
        var none = ContainerEnd.none();
        return new Remains(none.code(), none.words(), List.of());
    }
}
