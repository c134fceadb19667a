package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.aws.Elb.ElbAnswers;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.LoadBalancer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Load balancers, their attributes, and the tags of everything. */
record ElbLoadBalancers(Cloud cloud, ElbAnswers answers) {

    Map<String, Call> calls() {
        return Map.of(
                "DescribeLoadBalancers", this::describe,
                "DescribeLoadBalancerAttributes", this::attributes,
                "DescribeTags", this::tags);
    }

    private void describe(Query query, Xml xml) throws AwsError {
        List<LoadBalancer> all = cloud.loadBalancers();
        var unknown = ElbAnswers.unknown("LoadBalancerNotFound", "Load balancers");
        Optional<List<LoadBalancer>> byArn =
                ElbAnswers.chosen(query, "LoadBalancerArns", all, LoadBalancer::arn, unknown);
        Optional<List<LoadBalancer>> byName = ElbAnswers.chosen(query, "Names", all, LoadBalancer::name, unknown);
        answers.page(query, xml, "LoadBalancers", byArn.or(() -> byName).orElse(all), this::loadBalancer);
    }

    private void loadBalancer(Xml xml, LoadBalancer one) {
        xml.text("LoadBalancerArn", one.arn()).text("LoadBalancerName", one.name());
        xml.text("DNSName", one.dnsName()).text("CanonicalHostedZoneId", "Z35SXDOTRQ7X7K");
        xml.text("CreatedTime", one.createdTime()).text("Scheme", one.scheme()).text("VpcId", one.vpcId());
        xml.open("State").text("Code", one.state()).close();
        xml.text("Type", "application").text("IpAddressType", "ipv4");
        xml.list("AvailabilityZones", "member", one.subnets(), (item, subnet) -> item.text(
                        "ZoneName", subnet.availabilityZone())
                .text("SubnetId", subnet.id())
                .open("LoadBalancerAddresses")
                .close());
        xml.texts("SecurityGroups", "member", one.securityGroupIds());
    }

    private void attributes(Query query, Xml xml) throws AwsError {
        String arn = query.required("LoadBalancerArn");
        if (cloud.loadBalancer(arn).isEmpty()) {
            throw AwsError.invalid("LoadBalancerNotFound", "Load balancer '" + arn + "' not found");
        }
        ElbAnswers.attributes(
                xml,
                Map.of(
                        "idle_timeout.timeout_seconds", "60",
                        "deletion_protection.enabled", "false",
                        "routing.http2.enabled", "true",
                        "routing.http.drop_invalid_header_fields.enabled", "false",
                        "access_logs.s3.enabled", "false"));
    }

    private void tags(Query query, Xml xml) {
        xml.list("TagDescriptions", "member", query.list("ResourceArns"), (item, arn) -> {
            item.text("ResourceArn", arn).open("Tags");
            item.open("member").text("Key", "Name").text("Value", arn.replaceAll("^.*/app/([^/]+)/.*$", "$1"));
            item.close().close();
        });
    }
}
