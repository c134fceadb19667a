package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.words.ExitCodes;
import ch.meuthak.lotse.server.Printable;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a container ended, or that it did not.
 *
 * @param code of its last end; absent when it never ended
 * @param words as the end of a sentence that begins with "It"
 */
record Ending(Optional<Integer> code, String words) {
    /**
     * That of a container.
     *
     * @param container as the engine describes it
     * @param deaths the events that the engine remembers of it, for one that it has restarted
     */
    static Ending of(JsonNode container, List<JsonNode> deaths) {
        JsonNode state = container.path("State");
        return switch (state.path("Status").asText()) {
            case "running", "paused" ->
                container.path("RestartCount").asInt() == 0 ? running() : restarted(container, deaths);
            case "restarting" -> {
                int code = state.path("ExitCode").asInt();
                yield new Ending(
                        Optional.of(code), ended(code, container, deaths) + ", and the engine keeps restarting it");
            }
            case "exited", "dead" -> {
                int code = state.path("ExitCode").asInt();
                yield new Ending(Optional.of(code), ended(code, container, deaths));
            }
            case "created" -> new Ending(Optional.empty(), "was made but could not be started" + error(state));
            default -> new Ending(Optional.empty(), "is just being removed");
        };
    }

    static Ending none() {
        return new Ending(Optional.empty(), "was never started");
    }

    private static Ending running() {
        return new Ending(Optional.empty(), "runs");
    }

    private static Ending restarted(JsonNode container, List<JsonNode> deaths) {
        int times = container.path("RestartCount").asInt();
        Optional<Integer> code = Death.last(deaths).map(Death::code);
        return new Ending(
                code,
                code.map(known -> ended(known, container, deaths)).orElse("has exited")
                        + ", and runs again: the engine has restarted it "
                        + (times == 1 ? "once" : times + " times"));
    }

    private static String ended(int code, JsonNode container, List<JsonNode> deaths) {
        boolean starved = container.path("State").path("OOMKilled").asBoolean()
                || Death.last(deaths).filter(Death::outOfMemory).isPresent();
        return starved
                ? ExitCodes.outOfMemory(
                                code,
                                container.path("HostConfig").path("Memory").asLong())
                        + "; raise mem_limit of its service, or make it use less memory"
                : ExitCodes.ended(code);
    }

    private static String error(JsonNode state) {
        String error = Printable.output(state.path("Error").asText(), 300);
        return error.isEmpty() ? "" : ": " + error;
    }

    /** What it becomes when it was told to stop and had that time for it. */
    Ending afterStop(Duration grace) {
        boolean killed = code.equals(Optional.of(ExitCodes.KILLED)) && words.equals(ExitCodes.ended(ExitCodes.KILLED));
        return killed
                ? new Ending(code, "was killed (exit code 137): it had not exited " + seconds(grace) + " after SIGTERM")
                : this;
    }

    private static String seconds(Duration time) {
        return time.plusMillis(999).toSeconds() + " s";
    }
}
