package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.Secrets;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The operator's configuration of the service's containers through Compose: everything in such a container that is not from its
 * image. Another image with it makes a candidate.
 *
 * <p>It includes Compose's labels, also those that it compares with its file (the hash of the service, the name of the image). So
 * {@code docker-compose up} with the same file leaves a candidate alone.
 *
 * @param json {@code Config}, {@code HostConfig}, {@code Networks} for the engine, the name of the {@code SlotNetwork}, and the
 *     prefix of the container's name
 */
record Specification(ObjectNode json) {
    private static final long ONE_SECOND = 1_000_000_000;
    private static final int SHORTEST_SECRET = 4;

    /**
     * The specification of a container.
     *
     * @param container the engine's description
     * @param image the engine's description of its image
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
            throw new PlatformException("Container " + name + " is in no slot: it has neither " + settings.blue()
                    + " nor " + settings.green() + " on any of its networks. Give service " + settings.service()
                    + " one of them as its ipv4_address.");
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

    /** Without the addresses, which must change, and without the aliases that are the container's id and name. */
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
     * {@code project_service_} in Compose 1, {@code project-service-} in Compose 2. During a recreation both put an id before it.
     */
    private static String prefix(String name, JsonNode labels) {
        String project = labels.path(Names.PROJECT).asText().replaceFirst("^[-_]+", "");
        String service = labels.path(Names.SERVICE).asText();
        String dashed = project + "-" + service + "-";
        return name.contains(dashed) ? dashed : project + "_" + service + "_";
    }

    /**
     * Compose 1 connects a container to all its networks only at its start. One that was only created gets the missing ones of
     * {@code serving}.
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
     * The body that creates the candidate, in its first network.
     *
     * @param image its reference
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

    /** The names of the variables of a candidate, without those of its image. */
    List<String> variables() {
        List<String> names = new ArrayList<>(List.of(Names.SLOT_VARIABLE, Names.DIGEST_VARIABLE));
        json.path("Config").path("Env").forEach(variable -> names.add(Names.variable(variable.asText())));
        return names;
    }

    /** The values of the operator's variables: any of them may be a secret, unless it is too short for one. */
    Secrets secrets() {
        return Secrets.of(json.path("Config")
                .path("Env")
                .valueStream()
                .map(variable -> variable.asText().replaceFirst("^[^=]*=?", ""))
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .toList());
    }

    /** During the start, if the engine can do that and the operator has set nothing else. */
    private static void checkSooner(ObjectNode made, ApiVersion api) {
        if (api.hasStartInterval()
                && made.path("Healthcheck") instanceof ObjectNode check
                && check.path("StartPeriod").asLong() > 0
                && !check.has("StartInterval")) {
            check.put("StartInterval", ONE_SECOND);
        }
    }

    /** An engine before API version 1.44 creates a container in one network. It is connected to these afterwards. */
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
