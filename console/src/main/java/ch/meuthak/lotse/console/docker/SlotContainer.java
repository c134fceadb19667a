package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.Slot;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;

/**
 * A container of the service, from the engine's list.
 *
 * @param slot by our label, otherwise by its fixed address; absent if it is in none
 * @param state {@code running}, {@code restarting}, {@code exited}, ...
 * @param number Compose's
 * @param created seconds since the epoch
 * @param unstarted whether Compose created it and nothing ever started it
 * @param replacing whether Compose created it to replace another one
 */
record SlotContainer(
        String id,
        Optional<Slot> slot,
        String state,
        int number,
        String project,
        String digest,
        long created,
        boolean unstarted,
        boolean replacing) {

    static SlotContainer of(JsonNode listed, DockerSettings settings) {
        JsonNode labels = listed.path("Labels");
        return new SlotContainer(
                listed.path("Id").asText(),
                slot(listed, settings),
                listed.path("State").asText(),
                labels.path(Names.NUMBER).asInt(),
                labels.path(Names.PROJECT).asText(),
                labels.path(Names.DIGEST).asText(),
                listed.path("Created").asLong(),
                listed.path("State").asText().equals("created") && !labels.has(Names.SLOT),
                labels.has(Names.REPLACE));
    }

    private static Optional<Slot> slot(JsonNode listed, DockerSettings settings) {
        String label = listed.path("Labels").path(Names.SLOT).asText();
        return Arrays.stream(Slot.values())
                .filter(slot -> label.isEmpty() ? hasAddress(listed, settings.address(slot)) : label.equals(slot.id()))
                .findFirst();
    }

    private static boolean hasAddress(JsonNode listed, String address) {
        return listed.path("NetworkSettings")
                .path("Networks")
                .valueStream()
                .anyMatch(network -> address.equals(
                                network.path("IPAMConfig").path("IPv4Address").asText())
                        || address.equals(network.path("IPAddress").asText()));
    }

    boolean isIn(Slot other) {
        return slot.equals(Optional.of(other));
    }

    /** It only carries the next configuration. */
    boolean prepared() {
        return unstarted && !replacing;
    }

    /** False while it waits for a restart: then it has exited. */
    boolean isRunning() {
        return state.equals("running") || state.equals("paused");
    }
}
