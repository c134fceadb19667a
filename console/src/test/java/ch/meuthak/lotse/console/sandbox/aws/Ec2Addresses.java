package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.aws.Ec2.Ec2Answers;
import ch.meuthak.lotse.console.sandbox.world.Address;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.Instance;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Elastic IPs: describe, associate, disassociate. */
record Ec2Addresses(Cloud cloud, Ec2Answers answers, SandboxState state) {

    private static final Filters<Address> FILTERS = new Filters<>(Map.of(
            "public-ip", one -> List.of(one.publicIp()),
            "allocation-id", one -> List.of(one.allocationId()),
            "association-id", one -> List.of(one.associationId()),
            "instance-id", one -> List.of(one.instanceId()),
            "tag:Name", one -> List.of(one.name()),
            "domain", _ -> List.of("vpc")));

    Map<String, Call> calls() {
        return Map.of(
                "DescribeAddresses", this::describe,
                "AssociateAddress", this::associate,
                "DisassociateAddress", this::disassociate);
    }

    private void describe(Query query, Xml xml) throws AwsError {
        var byIp = Ec2Answers.byId(
                query,
                "PublicIp",
                cloud.addresses(),
                Address::publicIp,
                ip -> AwsError.invalid("InvalidAddress.NotFound", "Address '" + ip + "' not found."));
        var both = Ec2Answers.byId(
                query, "AllocationId", byIp.toList(), Address::allocationId, Ec2Addresses::unknownAllocation);
        xml.list("addressesSet", "item", FILTERS.apply(query, both), this::address);
    }

    private static AwsError unknownAllocation(String id) {
        return AwsError.invalid("InvalidAllocationID.NotFound", "The allocation ID '" + id + "' does not exist");
    }

    private void address(Xml xml, Address one) {
        xml.text("publicIp", one.publicIp())
                .text("allocationId", one.allocationId())
                .text("domain", "vpc");
        xml.optional("associationId", one.associationId()).optional("instanceId", one.instanceId());
        Optional<Instance> instance = cloud.instance(one.instanceId());
        instance.ifPresent(with -> xml.text("networkInterfaceId", with.networkInterfaceId())
                .text("networkInterfaceOwnerId", cloud.accountId())
                .text("privateIpAddress", with.privateIp()));
        Ec2Answers.nameTag(xml, one.name());
        xml.text("publicIpv4Pool", "amazon").text("networkBorderGroup", cloud.region());
    }

    private void associate(Query query, Xml xml) throws AwsError {
        String allocation = query.required("AllocationId");
        String instance = query.required("InstanceId");
        find(one -> one.allocationId().equals(allocation), unknownAllocation(allocation));
        if (cloud.instance(instance).isEmpty()) {
            throw AwsError.invalid("InvalidInstanceID.NotFound", "The instance ID '" + instance + "' does not exist");
        }
        String association = state.newId("eipassoc");
        state.associate(allocation, association, instance);
        xml.text("return", true).text("associationId", association);
    }

    private void disassociate(Query query, Xml xml) throws AwsError {
        String association = query.required("AssociationId");
        Address address = find(
                one -> one.associationId().equals(association),
                AwsError.invalid(
                        "InvalidAssociationID.NotFound", "The association ID '" + association + "' does not exist"));
        state.associate(address.allocationId(), "", "");
        xml.text("return", true);
    }

    private Address find(Predicate<Address> which, AwsError unknown) throws AwsError {
        return cloud.addresses().stream().filter(which).findFirst().orElseThrow(() -> unknown);
    }
}
