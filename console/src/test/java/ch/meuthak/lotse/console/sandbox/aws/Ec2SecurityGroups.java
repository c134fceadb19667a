package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.aws.Ec2.Ec2Answers;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.GroupRule;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import ch.meuthak.lotse.console.sandbox.world.SecurityGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Security groups and their rules: describe, authorize and revoke inbound ones. */
record Ec2SecurityGroups(Cloud cloud, Ec2Answers answers, SandboxState state) {

    /** A rule and the group that it belongs to. */
    private record Owned(SecurityGroup group, GroupRule rule) {}

    private static final Filters<SecurityGroup> GROUP_FILTERS = new Filters<>(Map.of(
            "group-id", one -> List.of(one.id()),
            "group-name", one -> List.of(one.name()),
            "vpc-id", one -> List.of(one.vpcId())));
    private static final Filters<Owned> RULE_FILTERS = new Filters<>(Map.of(
            "group-id", one -> List.of(one.group.id()),
            "security-group-rule-id", one -> List.of(one.rule.id())));

    Map<String, Call> calls() {
        return Map.of(
                "DescribeSecurityGroups", this::describe,
                "DescribeSecurityGroupRules", this::describeRules,
                "AuthorizeSecurityGroupIngress", this::authorize,
                "RevokeSecurityGroupIngress", this::revoke);
    }

    private static AwsError unknownGroup(String id) {
        return AwsError.invalid("InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
    }

    private static AwsError unknownRule(String id) {
        return AwsError.invalid(
                "InvalidSecurityGroupRuleId.NotFound", "The security group rule ID '" + id + "' does not exist");
    }

    private void describe(Query query, Xml xml) throws AwsError {
        var byId = Ec2Answers.byId(
                query, "GroupId", cloud.securityGroups(), SecurityGroup::id, Ec2SecurityGroups::unknownGroup);
        answers.page(query, xml, "securityGroupInfo", GROUP_FILTERS.apply(query, byId), this::group);
    }

    private void group(Xml xml, SecurityGroup one) {
        xml.text("ownerId", cloud.accountId()).text("groupId", one.id()).text("groupName", one.name());
        xml.text("groupDescription", one.description()).text("vpcId", one.vpcId());
        xml.list("ipPermissions", "item", inbound(one).toList(), this::permission);
        xml.list(
                "ipPermissionsEgress",
                "item",
                one.rules().stream().filter(GroupRule::egress).toList(),
                this::permission);
        Ec2Answers.nameTag(xml, "");
    }

    private static Stream<GroupRule> inbound(SecurityGroup group) {
        return group.rules().stream().filter(rule -> !rule.egress());
    }

    private void permission(Xml xml, GroupRule rule) {
        xml.text("ipProtocol", rule.protocol());
        if (!rule.protocol().equals("-1")) {
            xml.text("fromPort", rule.fromPort()).text("toPort", rule.toPort());
        }
        xml.list("groups", "item", rule.isFromGroup() ? List.of(rule) : List.of(), (item, from) -> item.text(
                        "userId", cloud.accountId())
                .text("groupId", from.source())
                .optional("description", from.description()));
        ranges(xml, "ipRanges", "cidrIp", !rule.isFromGroup() && !rule.isIpv6(), rule);
        ranges(xml, "ipv6Ranges", "cidrIpv6", rule.isIpv6(), rule);
        xml.open("prefixListIds").close();
    }

    private static void ranges(Xml xml, String list, String element, boolean present, GroupRule rule) {
        xml.list(list, "item", present ? List.of(rule) : List.of(), (item, from) -> item.text(element, from.source())
                .optional("description", from.description()));
    }

    private void describeRules(Query query, Xml xml) throws AwsError {
        List<Owned> all = cloud.securityGroups().stream()
                .flatMap(group -> group.rules().stream().map(rule -> new Owned(group, rule)))
                .toList();
        var byId = Ec2Answers.byId(
                query, "SecurityGroupRuleId", all, one -> one.rule.id(), Ec2SecurityGroups::unknownRule);
        answers.page(query, xml, "securityGroupRuleSet", RULE_FILTERS.apply(query, byId), this::rule);
    }

    private void rule(Xml xml, Owned one) {
        GroupRule rule = one.rule;
        xml.text("securityGroupRuleId", rule.id()).text("groupId", one.group.id());
        xml.text("groupOwnerId", cloud.accountId()).text("isEgress", rule.egress());
        xml.text("ipProtocol", rule.protocol())
                .text("fromPort", rule.fromPort())
                .text("toPort", rule.toPort());
        if (rule.isFromGroup()) {
            xml.open("referencedGroupInfo")
                    .text("groupId", rule.source())
                    .text("userId", cloud.accountId())
                    .close();
        } else {
            xml.text(rule.isIpv6() ? "cidrIpv6" : "cidrIpv4", rule.source());
        }
        xml.optional("description", rule.description());
        xml.text(
                "securityGroupRuleArn",
                "arn:aws:ec2:%s:%s:security-group-rule/%s".formatted(cloud.region(), cloud.accountId(), rule.id()));
        Ec2Answers.nameTag(xml, "");
    }

    private SecurityGroup groupOf(Query query) throws AwsError {
        String id = query.required("GroupId");
        return cloud.securityGroup(id).orElseThrow(() -> unknownGroup(id));
    }

    private void authorize(Query query, Xml xml) throws AwsError {
        SecurityGroup group = groupOf(query);
        List<Owned> added = new ArrayList<>();
        for (GroupRule asked : permissions(query)) {
            if (inbound(group).anyMatch(rule -> isSame(rule, asked))) {
                throw AwsError.invalid(
                        "InvalidPermission.Duplicate",
                        "the specified rule \"peer: %s, %s, from port: %d, to port: %d, ALLOW\" already exists"
                                .formatted(
                                        asked.source(),
                                        asked.protocol().toUpperCase(Locale.ROOT),
                                        asked.fromPort(),
                                        asked.toPort()));
            }
            added.add(new Owned(group, asked));
        }
        added.forEach(one -> state.authorize(group.id(), one.rule));
        xml.text("return", true).list("securityGroupRuleSet", "item", added, this::rule);
    }

    private void revoke(Query query, Xml xml) throws AwsError {
        SecurityGroup group = groupOf(query);
        List<String> ids = new ArrayList<>();
        for (String id : query.list("SecurityGroupRuleId")) {
            ids.add(inbound(group)
                    .map(GroupRule::id)
                    .filter(id::equals)
                    .findFirst()
                    .orElseThrow(() -> unknownRule(id)));
        }
        for (GroupRule asked : permissions(query)) {
            ids.add(inbound(group)
                    .filter(rule -> isSame(rule, asked))
                    .map(GroupRule::id)
                    .findFirst()
                    .orElseThrow(() -> AwsError.invalid(
                            "InvalidPermission.NotFound",
                            "The specified rule does not exist in this security group.")));
        }
        ids.forEach(id -> state.revoke(group.id(), id));
        xml.text("return", true);
    }

    private static boolean isSame(GroupRule one, GroupRule other) {
        return one.protocol().equals(other.protocol())
                && one.fromPort() == other.fromPort()
                && one.toPort() == other.toPort()
                && one.source().equals(other.source());
    }

    /** Every rule that the request describes, each with a new id. */
    private List<GroupRule> permissions(Query query) throws AwsError {
        List<GroupRule> rules = new ArrayList<>();
        if (query.text("CidrIp").isPresent()) {
            rules.add(rule(query, query.required("CidrIp"), ""));
        }
        for (Query permission : query.structures("IpPermissions")) {
            for (Query range : permission.structures("IpRanges")) {
                rules.add(rule(
                        permission,
                        range.required("CidrIp"),
                        range.text("Description").orElse("")));
            }
            for (Query range : permission.structures("Ipv6Ranges")) {
                rules.add(rule(
                        permission,
                        range.required("CidrIpv6"),
                        range.text("Description").orElse("")));
            }
            for (Query pair : permission.structures("Groups")) {
                rules.add(rule(
                        permission,
                        pair.required("GroupId"),
                        pair.text("Description").orElse("")));
            }
        }
        return rules;
    }

    private GroupRule rule(Query permission, String source, String description) throws AwsError {
        String protocol =
                permission.required("IpProtocol").replaceFirst("^6$", "tcp").replaceFirst("^17$", "udp");
        int from = permission.number("FromPort").orElse(-1);
        int to = permission.number("ToPort").orElse(-1);
        return new GroupRule(state.newId("sgr"), false, protocol, from, to, source, description);
    }
}
