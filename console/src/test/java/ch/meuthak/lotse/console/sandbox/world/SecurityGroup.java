package ch.meuthak.lotse.console.sandbox.world;

import java.util.ArrayList;
import java.util.List;

/** A security group and its rules. */
public record SecurityGroup(String id, String name, String description, String vpcId, List<GroupRule> rules) {

    public SecurityGroup plus(GroupRule rule) {
        List<GroupRule> more = new ArrayList<>(rules);
        more.add(rule);
        return new SecurityGroup(id, name, description, vpcId, List.copyOf(more));
    }

    public SecurityGroup without(String ruleId) {
        return new SecurityGroup(
                id,
                name,
                description,
                vpcId,
                rules.stream().filter(rule -> !rule.id().equals(ruleId)).toList());
    }
}
