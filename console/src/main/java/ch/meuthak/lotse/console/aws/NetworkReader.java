package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.RouteTable;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Reads addresses, instances, security groups and route tables (EC2). Whatever a region may hold thousands of is asked for by filter; a
 * filter, unlike a list of ids, does not fail the whole call when one of them is gone.
 */
final class NetworkReader {
    private static final int PAGE = 1000;

    /** The most that AWS gives of these on one page. */
    private static final int ROUTE_TABLES = 100;

    /** AWS's limit on the values of one filter. */
    private static final int VALUES = 200;

    private final SnapshotReading reading;
    private final Ec2Client ec2;

    NetworkReader(SnapshotReading reading, Ec2Client ec2) {
        this.reading = reading;
        this.ec2 = ec2;
    }

    /** The account's Elastic IPs in the region. Not paginated by AWS. */
    Fact<List<ElasticIp>> elasticIps() {
        return reading.ask(
                AwsCall.DESCRIBE_ADDRESSES, () -> reading.request(ec2::describeAddresses).addresses().stream()
                        .map(NetworkReader::elasticIp)
                        .toList());
    }

    private static ElasticIp elasticIp(Address read) {
        return new ElasticIp(
                AbsentTexts.orEmpty(read.publicIp()),
                AbsentTexts.orEmpty(read.allocationId()),
                AbsentTexts.orEmpty(read.associationId()),
                AbsentTexts.orEmpty(read.instanceId()),
                AbsentTexts.orEmpty(read.networkInterfaceId()),
                AbsentTexts.orEmpty(read.privateIpAddress()),
                name(read.tags()));
    }

    /** Instances by a filter, {@code instance-id} or {@code private-ip-address}. */
    Fact<List<Instance>> instances(String filter, Collection<String> values) {
        return reading.ask(AwsCall.DESCRIBE_INSTANCES, () -> {
            var instances = new ArrayList<Instance>();
            for (List<String> some : chunks(values)) {
                reading
                        .pages(
                                token -> ec2.describeInstances(request -> request.filters(filter(filter, some))
                                        .maxResults(PAGE)
                                        .nextToken(token)),
                                DescribeInstancesResponse::reservations,
                                DescribeInstancesResponse::nextToken)
                        .stream()
                        .map(Reservation::instances)
                        .flatMap(List::stream)
                        .map(NetworkReader::instance)
                        .forEach(instances::add);
            }
            return List.copyOf(instances);
        });
    }

    private static Instance instance(software.amazon.awssdk.services.ec2.model.Instance read) {
        var metadata = Optional.ofNullable(read.metadataOptions());
        return new Instance(
                AbsentTexts.orEmpty(read.instanceId()),
                name(read.tags()),
                AbsentTexts.orEmpty(read.instanceTypeAsString()),
                read.state() == null ? "" : AbsentTexts.orEmpty(read.state().nameAsString()),
                AbsentTexts.orEmpty(read.publicIpAddress()),
                AbsentTexts.orEmpty(read.privateIpAddress()),
                AbsentTexts.orEmpty(read.vpcId()),
                AbsentTexts.orEmpty(read.subnetId()),
                read.placement() == null
                        ? ""
                        : AbsentTexts.orEmpty(read.placement().availabilityZone()),
                Optional.ofNullable(read.launchTime()).orElse(Instant.EPOCH),
                read.securityGroups().stream().map(GroupIdentifier::groupId).toList(),
                metadata.map(options -> AbsentTexts.orEmpty(options.httpTokensAsString()))
                        .orElse(""),
                metadata.map(options -> AbsentTexts.or(0, options.httpPutResponseHopLimit()))
                        .orElse(0));
    }

    /** Security groups with the rules as they stand in the groups: without the rules' ids. */
    Fact<List<SecurityGroup>> securityGroups(String filter, Collection<String> values) {
        return reading.ask(AwsCall.DESCRIBE_SECURITY_GROUPS, () -> {
            var groups = new ArrayList<SecurityGroup>();
            for (List<String> some : chunks(values)) {
                reading
                        .pages(
                                token -> ec2.describeSecurityGroups(request -> request.filters(filter(filter, some))
                                        .maxResults(PAGE)
                                        .nextToken(token)),
                                DescribeSecurityGroupsResponse::securityGroups,
                                DescribeSecurityGroupsResponse::nextToken)
                        .stream()
                        .map(SecurityGroupRules::group)
                        .forEach(groups::add);
            }
            return List.copyOf(groups);
        });
    }

    /** The rules of security groups, with their ids. */
    Fact<List<SecurityGroupRules.OfGroup>> securityGroupRules(Collection<String> groupIds) {
        return reading.ask(AwsCall.DESCRIBE_SECURITY_GROUP_RULES, () -> {
            var rules = new ArrayList<SecurityGroupRules.OfGroup>();
            for (List<String> some : chunks(groupIds)) {
                reading
                        .pages(
                                token -> ec2.describeSecurityGroupRules(
                                        request -> request.filters(filter("group-id", some))
                                                .maxResults(PAGE)
                                                .nextToken(token)),
                                DescribeSecurityGroupRulesResponse::securityGroupRules,
                                DescribeSecurityGroupRulesResponse::nextToken)
                        .stream()
                        .map(SecurityGroupRules::rule)
                        .forEach(rules::add);
            }
            return List.copyOf(rules);
        });
    }

    /** The route tables of a network, the main one among them. */
    Fact<List<RouteTable>> routeTables(String vpcId) {
        return reading.ask(AwsCall.DESCRIBE_ROUTE_TABLES, () -> reading
                .pages(
                        token -> ec2.describeRouteTables(request -> request.filters(filter("vpc-id", List.of(vpcId)))
                                .maxResults(ROUTE_TABLES)
                                .nextToken(token)),
                        DescribeRouteTablesResponse::routeTables,
                        DescribeRouteTablesResponse::nextToken)
                .stream()
                .map(NetworkReader::routeTable)
                .toList());
    }

    private static RouteTable routeTable(software.amazon.awssdk.services.ec2.model.RouteTable read) {
        return new RouteTable(
                AbsentTexts.orEmpty(read.routeTableId()),
                read.associations().stream().anyMatch(one -> Boolean.TRUE.equals(one.main())),
                read.associations().stream()
                        .map(one -> AbsentTexts.orEmpty(one.subnetId()))
                        .filter(id -> !id.isEmpty())
                        .toList(),
                read.routes().stream()
                        .filter(route -> "0.0.0.0/0".equals(route.destinationCidrBlock()))
                        .filter(route -> !"blackhole".equals(route.stateAsString()))
                        .map(route -> AbsentTexts.orEmpty(route.gatewayId()))
                        .filter(id -> id.startsWith("igw-"))
                        .findFirst()
                        .orElse(""));
    }

    private static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static List<List<String>> chunks(Collection<String> values) {
        List<String> all = List.copyOf(values);
        var chunks = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += VALUES) {
            chunks.add(all.subList(from, Math.min(all.size(), from + VALUES)));
        }
        return chunks;
    }

    private static String name(List<Tag> tags) {
        return tags.stream()
                .filter(tag -> "Name".equals(tag.key()))
                .map(tag -> AbsentTexts.orEmpty(tag.value()))
                .findFirst()
                .orElse("");
    }
}
