package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.aws.Ec2.Ec2Answers;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.Instance;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Instances: describe, stop, start. */
record Ec2Instances(Cloud cloud, Ec2Answers answers, SandboxState state) {

    Map<String, Call> calls() {
        return Map.of(
                "DescribeInstances",
                this::describe,
                "StopInstances",
                (query, xml) -> change(query, xml, state::stop),
                "StartInstances",
                (query, xml) -> change(query, xml, state::start));
    }

    private Filters<Instance> filters() {
        return new Filters<>(Map.of(
                "instance-id", one -> List.of(one.id()),
                "instance-state-name", one -> List.of(one.state()),
                "instance-type", one -> List.of(one.type()),
                "ip-address", one -> List.of(cloud.publicIp(one)),
                "private-ip-address", one -> List.of(one.privateIp()),
                "vpc-id", one -> List.of(one.subnet().vpcId()),
                "subnet-id", one -> List.of(one.subnet().id()),
                "tag:Name", one -> List.of(one.name()),
                "instance.group-id", Instance::securityGroupIds));
    }

    private void describe(Query query, Xml xml) throws AwsError {
        if (!query.list("InstanceId").isEmpty() && query.text("MaxResults").isPresent()) {
            throw AwsError.invalid(
                    "InvalidParameterCombination",
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
        answers.page(query, xml, "reservationSet", filters().apply(query, byId(query)), this::reservation);
    }

    private Stream<Instance> byId(Query query) throws AwsError {
        return Ec2Answers.byId(query, "InstanceId", cloud.instances(), Instance::id, Ec2Instances::unknown);
    }

    private static AwsError unknown(String id) {
        return id.matches("i-[0-9a-f]{8}([0-9a-f]{9})?")
                ? AwsError.invalid("InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist")
                : AwsError.invalid("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\"");
    }

    private void reservation(Xml xml, Instance one) {
        xml.text("reservationId", "r-" + one.id().substring(2)).text("ownerId", cloud.accountId());
        xml.open("groupSet").close();
        xml.list("instancesSet", "item", List.of(one), this::instance);
    }

    private void instance(Xml xml, Instance one) {
        String publicIp = one.isRunning() || isElastic(one) ? cloud.publicIp(one) : "";
        xml.text("instanceId", one.id()).text("imageId", "ami-0c101f26f147fa7fd");
        state(xml, "instanceState", one.state());
        xml.text("privateDnsName", "ip-" + one.privateIp().replace('.', '-') + ".ec2.internal");
        xml.text("dnsName", publicIp.isEmpty() ? "" : dnsName(publicIp)).text("reason", "");
        xml.text("amiLaunchIndex", 0).open("productCodes").close();
        xml.text("instanceType", one.type()).text("launchTime", one.launchTime());
        xml.open("placement").text("availabilityZone", one.subnet().availabilityZone());
        xml.text("groupName", "").text("tenancy", "default").close();
        xml.open("monitoring").text("state", "disabled").close();
        xml.text("subnetId", one.subnet().id()).text("vpcId", one.subnet().vpcId());
        xml.text("privateIpAddress", one.privateIp()).optional("ipAddress", publicIp);
        xml.text("sourceDestCheck", true);
        groups(xml, one);
        xml.text("architecture", "x86_64").text("rootDeviceType", "ebs").text("rootDeviceName", "/dev/xvda");
        xml.text("virtualizationType", "hvm").text("hypervisor", "xen").text("ebsOptimized", false);
        Ec2Answers.nameTag(xml, one.name());
        networkInterface(xml, one, publicIp);
        xml.open("metadataOptions").text("state", "applied").text("httpTokens", one.httpTokens());
        xml.text("httpPutResponseHopLimit", one.httpPutResponseHopLimit()).text("httpEndpoint", "enabled");
        xml.close();
    }

    private boolean isElastic(Instance one) {
        return cloud.addresses().stream()
                .anyMatch(address -> address.instanceId().equals(one.id()));
    }

    private static String dnsName(String publicIp) {
        return "ec2-" + publicIp.replace('.', '-') + ".compute-1.amazonaws.com";
    }

    private void groups(Xml xml, Instance one) {
        xml.list("groupSet", "item", one.securityGroupIds(), (item, id) -> item.text("groupId", id)
                .text(
                        "groupName",
                        cloud.securityGroup(id).map(group -> group.name()).orElse("")));
    }

    private void networkInterface(Xml xml, Instance one, String publicIp) {
        xml.list("networkInterfaceSet", "item", List.of(one), (item, _) -> {
            item.text("networkInterfaceId", one.networkInterfaceId())
                    .text("subnetId", one.subnet().id())
                    .text("vpcId", one.subnet().vpcId())
                    .text("status", "in-use")
                    .text("privateIpAddress", one.privateIp());
            groups(item, one);
            if (!publicIp.isEmpty()) {
                item.open("association")
                        .text("publicIp", publicIp)
                        .text("publicDnsName", dnsName(publicIp))
                        .close();
            }
        });
    }

    private void change(Query query, Xml xml, Consumer<String> change) throws AwsError {
        query.required("InstanceId.1");
        List<Instance> chosen = byId(query).toList();
        chosen.forEach(one -> change.accept(one.id()));
        xml.list("instancesSet", "item", chosen, (item, before) -> {
            item.text("instanceId", before.id());
            state(
                    item,
                    "currentState",
                    state.cloud().instance(before.id()).orElse(before).state());
            state(item, "previousState", before.state());
        });
    }

    private static void state(Xml xml, String element, String state) {
        xml.open(element)
                .text("code", state.equals("running") ? 16 : 80)
                .text("name", state)
                .close();
    }
}
