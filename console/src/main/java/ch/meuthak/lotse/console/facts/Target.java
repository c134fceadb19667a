package ch.meuthak.lotse.console.facts;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A registered target and its health.
 *
 * @param id an instance id, an address or an ARN, as the group's type says
 * @param port 0 when it has none, as a function has
 * @param state {@code initial}, {@code healthy}, {@code unhealthy}, {@code unhealthy.draining}, {@code unused},
 *     {@code draining} or {@code unavailable}; empty when AWS does not say
 * @param reason AWS's reason code, {@code Target.ResponseCodeMismatch}; empty when healthy
 * @param description AWS's sentence; empty when there is none
 * @param override {@code zonal_shift_active} or {@code zonal_shift_delegated_to_dns} while a zonal shift keeps requests away from
 *     it, {@code no_override}, {@code unknown}; empty when AWS does not report it
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">TargetHealth</a>
 */
public record Target(
        String id,
        int port,
        String availabilityZone,
        String state,
        String reason,
        String description,
        String override) {

    /** The reason of a target that is being taken out: it finishes what it has begun. */
    public static final String LEAVING = "Target.DeregistrationInProgress";

    /** The reason of a target whose group is not checked. */
    public static final String UNCHECKED = "Target.HealthCheckDisabled";

    private static final Set<String> SAYING =
            Set.of("initial", "healthy", "unhealthy", "unhealthy.draining", "unused", "draining");

    private static final Pattern CODES = Pattern.compile("\\[([0-9, ]+)]");

    /** A target that no administrator has an opinion about. */
    public Target(String id, int port, String availabilityZone, String state, String reason, String description) {
        this(id, port, availabilityZone, state, reason, description, "");
    }

    public boolean isHealthy() {
        return state.equals("healthy");
    }

    /** Whether its state says how it is: AWS may give none, or one that is new to the console. */
    public boolean isKnown() {
        return SAYING.contains(state) || reason.equals(UNCHECKED);
    }

    /** The HTTP codes that its health check got, as AWS names them in brackets in its sentence; empty when it names none. */
    public List<Integer> codes() {
        Matcher codes = CODES.matcher(description);
        return codes.find()
                ? Stream.of(codes.group(1).split(",", -1))
                        .map(String::strip)
                        .filter(code -> code.matches("[1-9][0-9]{2}"))
                        .map(Integer::valueOf)
                        .toList()
                : List.of();
    }

    /** {@code i-0ac165e251c3c44ac:5000}; without a port for what has none. */
    public String name() {
        return port == 0 ? id : id + ":" + port;
    }

    /** As the AWS command line wants it, {@code Id=i-0ac165e251c3c44ac,Port=5000}. */
    public String argument() {
        return argument(port);
    }

    /** The same at another port. */
    public String argument(int otherPort) {
        return "Id=" + id + (otherPort == 0 ? "" : ",Port=" + otherPort);
    }
}
