package ch.meuthak.lotse.console.stack;

import ch.meuthak.lotse.console.sandbox.aws.AwsCli;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Does by calls what moto's CloudFormation reads over: the targets and the attributes of the target group, the attributes of the
 * load balancer, the instance's groups, and what may leave the groups. The values are the template's own. And it gives the
 * default network the way to the internet that AWS's has and moto's has not.
 */
record MotoGaps(AwsCli aws, StackTemplate template, Map<String, String> ids) {
    private static final ObjectMapper JSON = new ObjectMapper();

    void fill() throws Exception {
        balancing();
        String box = id("Box");
        call("ec2 modify-instance-attribute --instance-id " + box + " --groups "
                + value(template.properties("Box").at("/SecurityGroupIds/0")));
        var fromBalancer = JSON.createArrayNode().add(template.properties("LoadBalancerToBox"));
        egress(value(template.properties("LoadBalancerToBox").path("GroupId")), fromBalancer);
        egress(id("BoxGroup"), template.properties("BoxGroup").path("SecurityGroupEgress"));
        internet();
    }

    private void internet() throws Exception {
        JsonNode table = json("ec2 describe-route-tables --filters Name=association.main,Values=true")
                .at("/RouteTables/0");
        String gateway = json("ec2 create-internet-gateway")
                .at("/InternetGateway/InternetGatewayId")
                .asText();
        call("ec2 attach-internet-gateway --internet-gateway-id " + gateway + " --vpc-id "
                + table.path("VpcId").asText());
        call("ec2 create-route --route-table-id " + table.path("RouteTableId").asText()
                + " --destination-cidr-block 0.0.0.0/0 --gateway-id " + gateway);
    }

    private void balancing() throws Exception {
        JsonNode group = template.properties("TargetGroup");
        String target = "Id=" + value(group.at("/Targets/0/Id")) + ",Port="
                + group.at("/Targets/0/Port").asText();
        call("elbv2 register-targets --target-group-arn " + id("TargetGroup") + " --targets " + target);
        call("elbv2 modify-target-group-attributes --target-group-arn " + id("TargetGroup") + " --attributes "
                + attributes(group.path("TargetGroupAttributes")));
        call("elbv2 modify-load-balancer-attributes --load-balancer-arn " + id("LoadBalancer") + " --attributes "
                + attributes(template.properties("LoadBalancer").path("LoadBalancerAttributes")));
    }

    private void egress(String group, JsonNode rules) throws Exception {
        call("ec2 revoke-security-group-egress --group-id " + group
                + " --ip-permissions [{\"IpProtocol\":\"-1\",\"IpRanges\":[{\"CidrIp\":\"0.0.0.0/0\"}]}]");
        ArrayNode permissions = JSON.createArrayNode();
        rules.forEach(rule -> permissions.add(permission(rule)));
        call("ec2 authorize-security-group-egress --group-id " + group + " --ip-permissions "
                + JSON.writeValueAsString(permissions));
    }

    private ObjectNode permission(JsonNode rule) {
        ObjectNode permission = JSON.createObjectNode()
                .put("IpProtocol", rule.path("IpProtocol").asText())
                .put("FromPort", rule.path("FromPort").asInt())
                .put("ToPort", rule.path("ToPort").asInt());
        if (rule.has("CidrIp")) {
            permission.putArray("IpRanges").addObject().put("CidrIp", value(rule.path("CidrIp")));
        } else {
            permission
                    .putArray("UserIdGroupPairs")
                    .addObject()
                    .put("GroupId", value(rule.path("DestinationSecurityGroupId")));
        }
        return permission;
    }

    private static String attributes(JsonNode attributes) throws Exception {
        return JSON.writeValueAsString(attributes);
    }

    /** A text, or the id of what is referred to. */
    private String value(JsonNode value) {
        return value.has("Ref") ? id(value.path("Ref").asText()) : value.asText();
    }

    private String id(String resource) {
        return ids.getOrDefault(resource, "");
    }

    private void call(String command) throws Exception {
        json(command);
    }

    private JsonNode json(String command) throws Exception {
        return aws.json(command.split(" ", -1));
    }
}
