package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * AWS has two calls for the rules of security groups: one names the groups but not the rules' ids, the other the rules with
 * their ids but not the groups' names. Each is worth having without the other.
 */
final class SecurityGroupRules {
    private SecurityGroupRules() {}

    /** A rule and the group it belongs to. */
    record OfGroup(String groupId, boolean outbound, SecurityGroupRule rule) {}

    private record Side(String groupId, boolean outbound) {}

    /** The groups with the rules that have ids; with whichever of the two was read when the other was not. */
    static Fact<List<SecurityGroup>> joined(
            Collection<String> ids, Fact<List<SecurityGroup>> groups, Fact<List<OfGroup>> rules) {
        if (rules instanceof Fact.Known<List<OfGroup>>(var known)) {
            Map<Side, List<SecurityGroupRule>> bySide = known.stream()
                    .collect(Collectors.groupingBy(
                            rule -> new Side(rule.groupId(), rule.outbound()),
                            Collectors.mapping(OfGroup::rule, Collectors.toList())));
            return Fact.known(
                    groups
                            .toOptional()
                            .orElseGet(() -> ids.stream()
                                    .map(SecurityGroupRules::nameless)
                                    .toList())
                            .stream()
                            .map(group -> with(group, bySide))
                            .toList());
        }
        return groups;
    }

    private static SecurityGroup nameless(String id) {
        return new SecurityGroup(id, "", "", "", List.of(), List.of());
    }

    private static SecurityGroup with(SecurityGroup group, Map<Side, List<SecurityGroupRule>> rules) {
        return new SecurityGroup(
                group.id(),
                group.name(),
                group.description(),
                group.vpcId(),
                rules.getOrDefault(new Side(group.id(), false), List.of()),
                rules.getOrDefault(new Side(group.id(), true), List.of()));
    }

    static OfGroup rule(software.amazon.awssdk.services.ec2.model.SecurityGroupRule read) {
        return new OfGroup(
                AbsentTexts.orEmpty(read.groupId()),
                Boolean.TRUE.equals(read.isEgress()),
                new SecurityGroupRule(
                        AbsentTexts.orEmpty(read.securityGroupRuleId()),
                        AbsentTexts.orEmpty(read.ipProtocol()),
                        AbsentTexts.or(-1, read.fromPort()),
                        AbsentTexts.or(-1, read.toPort()),
                        source(read),
                        AbsentTexts.orEmpty(read.description())));
    }

    private static String source(software.amazon.awssdk.services.ec2.model.SecurityGroupRule read) {
        if (read.cidrIpv4() != null) {
            return read.cidrIpv4();
        }
        if (read.cidrIpv6() != null) {
            return read.cidrIpv6();
        }
        return Optional.ofNullable(read.referencedGroupInfo())
                .map(group -> AbsentTexts.orEmpty(group.groupId()))
                .orElseGet(() -> AbsentTexts.orEmpty(read.prefixListId()));
    }

    static SecurityGroup group(software.amazon.awssdk.services.ec2.model.SecurityGroup read) {
        return new SecurityGroup(
                AbsentTexts.orEmpty(read.groupId()),
                AbsentTexts.orEmpty(read.groupName()),
                AbsentTexts.orEmpty(read.description()),
                AbsentTexts.orEmpty(read.vpcId()),
                read.ipPermissions().stream().flatMap(SecurityGroupRules::rules).toList(),
                read.ipPermissionsEgress().stream()
                        .flatMap(SecurityGroupRules::rules)
                        .toList());
    }

    private static Stream<SecurityGroupRule> rules(IpPermission read) {
        return Stream.of(
                        read.ipRanges().stream()
                                .map((IpRange range) -> rule(read, range.cidrIp(), range.description())),
                        read.ipv6Ranges().stream()
                                .map((Ipv6Range range) -> rule(read, range.cidrIpv6(), range.description())),
                        read.userIdGroupPairs().stream()
                                .map((UserIdGroupPair pair) -> rule(read, pair.groupId(), pair.description())),
                        read.prefixListIds().stream()
                                .map((PrefixListId list) -> rule(read, list.prefixListId(), list.description())))
                .flatMap(rules -> rules);
    }

    private static SecurityGroupRule rule(IpPermission read, @Nullable String source, @Nullable String description) {
        return new SecurityGroupRule(
                "",
                AbsentTexts.orEmpty(read.ipProtocol()),
                AbsentTexts.or(-1, read.fromPort()),
                AbsentTexts.or(-1, read.toPort()),
                AbsentTexts.orEmpty(source),
                AbsentTexts.orEmpty(description));
    }
}
