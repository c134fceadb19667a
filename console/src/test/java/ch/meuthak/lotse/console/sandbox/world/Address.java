package ch.meuthak.lotse.console.sandbox.world;

/** An Elastic IP; {@code associationId} and {@code instanceId} are empty when it is loose. */
public record Address(String publicIp, String allocationId, String associationId, String instanceId, String name) {

    public Address to(String newAssociationId, String newInstanceId) {
        return new Address(publicIp, allocationId, newAssociationId, newInstanceId, name);
    }
}
