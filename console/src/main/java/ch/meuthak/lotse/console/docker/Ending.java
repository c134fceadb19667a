package ch.meuthak.lotse.console.docker;

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
    private static final int KILLED = 128 + 9;
    private static final long MEBIBYTE = 1024 * 1024;

    /**
     * That of a container.
     *
     * @param container as the engine describes it
     * @param deaths the events that the engine remembers of it, for one that it has restarted
     */
    static Ending of(JsonNode container, List<JsonNode> deaths) {
        JsonNode state = container.path("State");
        int restarts = container.path("RestartCount").asInt();
        boolean starved = state.path("OOMKilled").asBoolean()
                || deaths.stream().anyMatch(event -> action(event).equals("oom"));
        String limit = starved ? starved(container) : "";
        return switch (state.path("Status").asText()) {
            case "running", "paused" -> restarts == 0 ? running() : restarted(lastCode(deaths), limit, restarts);
            case "restarting" -> {
                int code = state.path("ExitCode").asInt();
                yield new Ending(
                        Optional.of(code), exited(code) + limit + ", and the engine restarts it again and again");
            }
            case "exited", "dead" -> {
                int code = state.path("ExitCode").asInt();
                yield new Ending(Optional.of(code), exited(code) + limit);
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

    private static Ending restarted(Optional<Integer> code, String limit, int times) {
        return new Ending(
                code,
                code.map(Ending::exited).orElse("has exited") + limit
                        + ", and runs again, for the engine has restarted it "
                        + (times == 1 ? "once" : times + " times"));
    }

    private static String exited(int code) {
        return "has exited with code " + code;
    }

    private static String starved(JsonNode container) {
        long limit = container.path("HostConfig").path("Memory").asLong();
        return limit == 0
                ? ", killed because the machine was out of memory"
                : ", killed because it needed more memory than its limit of " + limit / MEBIBYTE + " MiB";
    }

    private static String error(JsonNode state) {
        String error = Printable.output(state.path("Error").asText(), 300);
        return error.isEmpty() ? "" : ": " + error;
    }

    private static Optional<Integer> lastCode(List<JsonNode> deaths) {
        return deaths.stream()
                .filter(event -> action(event).equals("die"))
                .map(event ->
                        event.path("Actor").path("Attributes").path("exitCode").asInt())
                .reduce((before, last) -> last);
    }

    private static String action(JsonNode event) {
        return event.path("Action").asText();
    }

    /** What it becomes when it was told to stop and had that time for it. */
    Ending afterStop(Duration grace) {
        boolean killed = code.equals(Optional.of(KILLED)) && words.equals(exited(KILLED));
        return killed
                ? new Ending(code, "was killed, for it had not exited " + seconds(grace) + " after it was told to")
                : this;
    }

    private static String seconds(Duration time) {
        return time.plusMillis(999).toSeconds() + " s";
    }
}
