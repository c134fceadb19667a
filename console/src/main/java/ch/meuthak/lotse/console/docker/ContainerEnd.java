package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.words.ExitCodes;
import ch.meuthak.lotse.server.Printable;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The end of a container, or that it runs.
 *
 * @param code of its last end; absent if it never ended
 * @param stayed whether it neither ran out of memory nor was restarted since
 * @param words the end of a sentence that begins with "It"
 */
record ContainerEnd(Optional<Integer> code, boolean stayed, String words) {
    private ContainerEnd(Optional<Integer> code, String words) {
        this(code, false, words);
    }

    /**
     * That of a container.
     *
     * @param container as the engine describes it
     * @param deaths the events that the engine remembers of it, for one that it has restarted
     */
    static ContainerEnd of(JsonNode container, List<JsonNode> deaths) {
        JsonNode state = container.path("State");
        return switch (state.path("Status").asText()) {
            case "running", "paused" ->
                container.path("RestartCount").asInt() == 0 ? running() : restarted(container, deaths);
            case "restarting" -> {
                int code = state.path("ExitCode").asInt();
                yield new ContainerEnd(
                        Optional.of(code), ended(code, container, deaths) + ", and the engine keeps restarting it");
            }
            case "exited", "dead" -> {
                int code = state.path("ExitCode").asInt();
                yield new ContainerEnd(
                        Optional.of(code), !isStarved(container, deaths), ended(code, container, deaths));
            }
            case "created" -> new ContainerEnd(Optional.empty(), "was created but could not be started" + error(state));
            default -> new ContainerEnd(Optional.empty(), "is being removed");
        };
    }

    static ContainerEnd none() {
        return new ContainerEnd(Optional.empty(), "was never started");
    }

    private static ContainerEnd running() {
        return new ContainerEnd(Optional.empty(), "runs");
    }

    private static ContainerEnd restarted(JsonNode container, List<JsonNode> deaths) {
        int times = container.path("RestartCount").asInt();
        Optional<Integer> code = ContainerDeath.last(deaths).map(ContainerDeath::code);
        return new ContainerEnd(
                code,
                code.map(known -> ended(known, container, deaths)).orElse("has exited")
                        + ", and runs again: the engine has restarted it "
                        + (times == 1 ? "once" : times + " times"));
    }

    private static String ended(int code, JsonNode container, List<JsonNode> deaths) {
        return isStarved(container, deaths)
                ? ExitCodes.outOfMemory(
                                code,
                                container.path("HostConfig").path("Memory").asLong())
                        + "; raise mem_limit of its service, or make it use less memory"
                : ExitCodes.ended(code);
    }

    private static boolean isStarved(JsonNode container, List<JsonNode> deaths) {
        return container.path("State").path("OOMKilled").asBoolean()
                || ContainerDeath.last(deaths)
                        .filter(ContainerDeath::outOfMemory)
                        .isPresent();
    }

    private static String error(JsonNode state) {
        String error = Printable.output(state.path("Error").asText(), 300);
        return error.isEmpty() ? "" : ": " + error;
    }

    /** The same after a requested stop with that grace. */
    ContainerEnd afterStop(Duration grace) {
        return stayed && code.equals(Optional.of(ExitCodes.KILLED))
                ? new ContainerEnd(
                        code, "was killed (exit code 137): it had not exited " + seconds(grace) + " after SIGTERM")
                : this;
    }

    private static String seconds(Duration time) {
        return time.plusMillis(999).toSeconds() + " s";
    }
}
