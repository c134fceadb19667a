package ch.meuthak.lotse.console.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The end of one run of a container, from the engine's events.
 *
 * @param outOfMemory whether the kernel killed one of its processes in that run for lack of memory
 */
record ContainerDeath(int code, boolean outOfMemory, Instant at) {
    private static final Duration SAME_END = Duration.ofSeconds(1);

    /** The last one; absent if there is none. Events come in the order of time. */
    static Optional<ContainerDeath> last(List<JsonNode> events) {
        Optional<ContainerDeath> last = Optional.empty();
        boolean starved = false;
        long oomAt = 0;
        for (JsonNode event : events) {
            String action = event.path("Action").asText();
            if (action.equals("oom")) {
                starved = true;
                oomAt = event.path("timeNano").asLong();
            } else if (action.equals("die")) {
                last = Optional.of(of(event, starved));
                starved = false;
            }
        }
        // The engine hears of both from others, and not always in their order.
        long trailing = oomAt;
        return starved
                ? last.map(death ->
                        death.at().until(Instant.ofEpochSecond(0, trailing)).compareTo(SAME_END) < 0
                                ? new ContainerDeath(death.code(), true, death.at())
                                : death)
                : last;
    }

    private static ContainerDeath of(JsonNode event, boolean outOfMemory) {
        return new ContainerDeath(
                event.path("Actor").path("Attributes").path("exitCode").asInt(),
                outOfMemory,
                Instant.ofEpochSecond(0, event.path("timeNano").asLong()));
    }
}
