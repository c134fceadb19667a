package ch.meuthak.lotse.console.sandbox.world;

/** An instance and a port, registered with a target group. */
public record Target(String id, int port, TargetHealth health) {

    /** Whether both are the same registration. */
    public boolean isSameAs(Target other) {
        return id.equals(other.id) && port == other.port;
    }

    public Target with(TargetHealth newHealth) {
        return new Target(id, port, newHealth);
    }
}
