package ch.meuthak.lotse.console.cloud;

/**
 * A registered target and its health.
 *
 * @param id an instance id or an address, as the group's type says
 * @param state {@code initial}, {@code healthy}, {@code unhealthy}, {@code unhealthy.draining}, {@code unused},
 *     {@code draining} or {@code unavailable}
 * @param reason AWS's reason code, {@code Target.ResponseCodeMismatch}; empty when healthy
 * @param description AWS's sentence; empty when there is none
 * @param override {@code zonal_shift_active} or {@code zonal_shift_delegated_to_dns} while a zonal shift keeps requests away from
 *     it whatever its health, {@code no_override}, {@code unknown}; empty when AWS does not say
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

    /** A target that no administrator has an opinion about. */
    public Target(String id, int port, String availabilityZone, String state, String reason, String description) {
        this(id, port, availabilityZone, state, reason, description, "");
    }

    public boolean isHealthy() {
        return state.equals("healthy");
    }
}
