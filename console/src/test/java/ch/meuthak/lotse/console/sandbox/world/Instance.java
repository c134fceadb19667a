package ch.meuthak.lotse.console.sandbox.world;

import java.time.Instant;
import java.util.List;

/**
 * An EC2 instance with one network interface.
 *
 * @param state {@code running} or {@code stopped}
 * @param publicIp its own public address when no Elastic IP is associated; empty for none
 */
public record Instance(
        String id,
        String name,
        String type,
        String state,
        Instant launchTime,
        Subnet subnet,
        String privateIp,
        String publicIp,
        String networkInterfaceId,
        List<String> securityGroupIds,
        String httpTokens,
        int httpPutResponseHopLimit) {

    public boolean isRunning() {
        return state.equals("running");
    }

    public Instance in(String newState, Instant launched) {
        return new Instance(
                id,
                name,
                type,
                newState,
                launched,
                subnet,
                privateIp,
                publicIp,
                networkInterfaceId,
                securityGroupIds,
                httpTokens,
                httpPutResponseHopLimit);
    }
}
