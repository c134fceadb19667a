package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the operator, through Compose, said about the service's containers: everything of such a container that its image did
 * not say. With another image it makes a candidate.
 *
 * <p>Compose's labels are among it, also those by which it sees whether the container is as its file says (the hash of the
 * file's service, the image that the file names): so {@code docker-compose up} with the same file leaves a candidate alone.
 *
 * @param json {@code Config}, {@code HostConfig}, {@code Networks} as they are sent to the engine, the {@code SlotNetwork}'s
 *     name, and the beginning of the container's name
 */
record Specification(ObjectNode json) {
    private static final long ONE_SECOND = 1_000_000_000;

    /**
     * That of a container.
     *
     * @param container as the engine describes it
     * @param image as the engine describes the image that it was made from
     * @throws PlatformException when it is in no slot
     */
    static Specification of(JsonNode container, JsonNode image, DockerSettings settings) throws PlatformException {
        var json = Engine.JSON.createObjectNode();
        json.set("Config", OperatorConfig.of(container, image.path("Config")));
        json.set("HostConfig", container.path("HostConfig").deepCopy());
        String id = container.path("Id").asText();
        String name = container.path("Name").asText().replaceFirst("^/", "");
        var networks = json.putObject("Networks");
        container.path("NetworkSettings").path("Networks").forEachEntry((network, endpoint) -> {
            networks.set(network, endpoint(endpoint, id, name));
            if (isSlots(endpoint, settings)) {
                json.put("SlotNetwork", network);
            }
        });
        if (!json.has("SlotNetwork")) {
            throw new PlatformException("Container " + name + " has neither " + settings.blue() + " nor "
                    + settings.green() + " on any of its networks, so it is in no slot: give service "
                    + settings.service() + " one of them as its ipv4_address.");
        }
        json.put("Prefix", prefix(name, container.path("Config").path("Labels")));
        return new Specification(json);
    }

    private static boolean isSlots(JsonNode endpoint, DockerSettings settings) {
        var addresses = List.of(settings.blue(), settings.green());
        return addresses.contains(
                        endpoint.path("IPAMConfig").path("IPv4Address").asText())
                || addresses.contains(endpoint.path("IPAddress").asText());
    }

    /** Without addresses, which must be another's, and without the aliases that are the container's own id and name. */
    private static ObjectNode endpoint(JsonNode endpoint, String id, String name) {
        var kept = Engine.JSON.createObjectNode();
        for (String field : List.of("Links", "DriverOpts", "GwPriority")) {
            if (!endpoint.path(field).isMissingNode() && !endpoint.path(field).isNull()) {
                kept.set(field, endpoint.path(field));
            }
        }
        var aliases = kept.putArray("Aliases");
        endpoint.path("Aliases")
                .valueStream()
                .map(JsonNode::asText)
                .filter(alias -> !id.startsWith(alias) && !alias.equals(name))
                .forEach(aliases::add);
        return kept;
    }

    /**
     * {@code project_service_} as Compose 1 has it, {@code project-service-} as Compose 2. Both put an id before it while they
     * recreate.
     */
    private static String prefix(String name, JsonNode labels) {
        String project = labels.path(Names.PROJECT).asText().replaceFirst("^[-_]+", "");
        String service = labels.path(Names.SERVICE).asText();
        String dashed = project + "-" + service + "-";
        return name.contains(dashed) ? dashed : project + "_" + service + "_";
    }

    /**
     * Compose 1 connects a container to its networks but the first one only when it starts it: what it has only made gets the
     * others of {@code serving}.
     */
    Specification withOtherNetworksOf(Specification serving) {
        String compose = json.path("Config")
                .path("Labels")
                .path(Names.VERSION_OF_COMPOSE)
                .asText();
        if (!compose.startsWith("1.")) {
            return this;
        }
        ObjectNode completed = json.deepCopy();
        ObjectNode networks = completed.withObject("/Networks");
        serving.json.path("Networks").forEachEntry((network, endpoint) -> {
            if (!networks.has(network)) {
                networks.set(network, endpoint.deepCopy());
            }
        });
        return new Specification(completed);
    }

    /** As Compose would name it. */
    String name(int number) {
        return json.path("Prefix").asText() + number;
    }

    /**
     * What makes the candidate, connected to its first network.
     *
     * @param image the reference it is made from
     */
    ObjectNode candidate(
            String image, Release release, Slot slot, int number, DockerSettings settings, ApiVersion api) {
        ObjectNode made = json.path("Config").deepCopy();
        made.put("Image", image);
        var environment = made.withArray("/Env");
        environment.add(Names.SLOT_VARIABLE + "=" + slot.id());
        environment.add(Names.DIGEST_VARIABLE + "=" + release.digest());
        made.withObject("/Labels")
                .put(Names.NUMBER, String.valueOf(number))
                .put(Names.SLOT, slot.id())
                .put(Names.DIGEST, release.digest());
        checkSooner(made, api);
        ObjectNode host = json.path("HostConfig").deepCopy();
        host.put("NetworkMode", firstNetwork());
        made.set("HostConfig", host);
        made.withObject("/NetworkingConfig/EndpointsConfig")
                .set(firstNetwork(), endpoint(firstNetwork(), settings.address(slot)));
        return made;
    }

    /** The names of the variables that a candidate gets beside those of its image. */
    List<String> variables() {
        List<String> names = new ArrayList<>(List.of(Names.SLOT_VARIABLE, Names.DIGEST_VARIABLE));
        json.path("Config").path("Env").forEach(variable -> names.add(Names.variable(variable.asText())));
        return names;
    }

    /** While it starts, where the engine can do that and the operator did not say otherwise. */
    private static void checkSooner(ObjectNode made, ApiVersion api) {
        if (api.hasStartInterval()
                && made.path("Healthcheck") instanceof ObjectNode check
                && check.path("StartPeriod").asLong() > 0
                && !check.has("StartInterval")) {
            check.put("StartInterval", ONE_SECOND);
        }
    }

    /** An engine before API version 1.44 makes a container with one network only; it is connected to these afterwards. */
    Map<String, JsonNode> otherNetworks(Slot slot, DockerSettings settings) {
        List<String> names = new ArrayList<>();
        json.path("Networks").fieldNames().forEachRemaining(names::add);
        names.remove(firstNetwork());
        return names.stream().collect(Collectors.toMap(name -> name, name -> endpoint(name, settings.address(slot))));
    }

    private String firstNetwork() {
        String mode = json.path("HostConfig").path("NetworkMode").asText();
        return json.path("Networks").has(mode) ? mode : json.path("SlotNetwork").asText();
    }

    private ObjectNode endpoint(String network, String address) {
        ObjectNode endpoint = json.path("Networks").path(network).deepCopy();
        if (network.equals(json.path("SlotNetwork").asText())) {
            endpoint.withObject("/IPAMConfig").put("IPv4Address", address);
        }
        return endpoint;
    }
}
