package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Builds the reference deployment of the design in an AWS that can be written to. */
public record MotoReference(AwsClients aws) {

    /** Builds it at an endpoint. */
    public static Built at(URI endpoint) {
        try (var connection = new AwsConnection(TestAws.settings(endpoint))) {
            return new MotoReference(connection.ready().clients()).build();
        }
    }

    /** What was built, with the ids that it got. */
    public record Built(
            LoadBalancer loadBalancer,
            String listenerArn,
            String certificateArn,
            String targetGroupArn,
            String instanceId,
            String instanceGroupId,
            String loadBalancerGroupId,
            String publicIp,
            String allocationId) {}

    Built build() {
        String vpc = aws.ec2()
                .createVpc(request -> request.cidrBlock("10.20.0.0/16"))
                .vpc()
                .vpcId();
        List<String> subnets =
                List.of(subnet(vpc, "10.20.1.0/24", "us-east-1a"), subnet(vpc, "10.20.2.0/24", "us-east-1b"));
        String instanceGroup = securityGroup(vpc, "launch-wizard-1", 5000, 22);
        String balancerGroup = securityGroup(vpc, "semarb3-lb", 443);
        String instance = instance(subnets.getFirst(), instanceGroup);
        var address = aws.ec2().allocateAddress(request -> request.domain("vpc"));
        aws.ec2().associateAddress(request -> request.allocationId(address.allocationId())
                .instanceId(instance));
        LoadBalancer balancer = loadBalancer(subnets, balancerGroup);
        String group = targetGroup(vpc, instance);
        String certificate = aws.acm()
                .requestCertificate(
                        request -> request.domainName(ReferenceTopology.DOMAIN).validationMethod(ValidationMethod.DNS))
                .certificateArn();
        return new Built(
                balancer,
                listener(balancer, group, certificate),
                certificate,
                group,
                instance,
                instanceGroup,
                balancerGroup,
                address.publicIp(),
                address.allocationId());
    }

    private String subnet(String vpc, String block, String zone) {
        return aws.ec2()
                .createSubnet(request -> request.vpcId(vpc).cidrBlock(block).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    private String securityGroup(String vpc, String name, int... ports) {
        String id = aws.ec2()
                .createSecurityGroup(
                        request -> request.vpcId(vpc).groupName(name).description(name))
                .groupId();
        for (int port : ports) {
            aws.ec2().authorizeSecurityGroupIngress(request -> request.groupId(id)
                    .ipProtocol("tcp")
                    .fromPort(port)
                    .toPort(port)
                    .cidrIp("0.0.0.0/0"));
        }
        return id;
    }

    private String instance(String subnet, String securityGroup) {
        String image = aws.ec2()
                .describeImages(request -> request.filters(
                        Filter.builder().name("architecture").values("x86_64").build()))
                .images()
                .getFirst()
                .imageId();
        var name = TagSpecification.builder()
                .resourceType(ResourceType.INSTANCE)
                .tags(Tag.builder().key("Name").value("backend").build())
                .build();
        return aws.ec2()
                .runInstances(request -> request.imageId(image)
                        .instanceType(InstanceType.T2_MICRO)
                        .minCount(1)
                        .maxCount(1)
                        .subnetId(subnet)
                        .securityGroupIds(securityGroup)
                        .tagSpecifications(name))
                .instances()
                .getFirst()
                .instanceId();
    }

    private LoadBalancer loadBalancer(List<String> subnets, String securityGroup) {
        return aws.elb()
                .createLoadBalancer(request -> request.name("semarb3")
                        .scheme(LoadBalancerSchemeEnum.INTERNET_FACING)
                        .subnets(subnets)
                        .securityGroups(securityGroup))
                .loadBalancers()
                .getFirst();
    }

    private String targetGroup(String vpc, String instance) {
        String arn = aws.elb()
                .createTargetGroup(request -> request.name("semarb3-2")
                        .protocol(ProtocolEnum.HTTP)
                        .port(5000)
                        .targetType(TargetTypeEnum.INSTANCE)
                        .healthCheckPath("/health/ready")
                        .vpcId(vpc))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        aws.elb().registerTargets(request -> request.targetGroupArn(arn)
                .targets(TargetDescription.builder().id(instance).port(5000).build()));
        return arn;
    }

    private String listener(LoadBalancer balancer, String group, String certificate) {
        return aws.elb()
                .createListener(request -> request.loadBalancerArn(balancer.loadBalancerArn())
                        .protocol(ProtocolEnum.HTTPS)
                        .port(443)
                        .sslPolicy("ELBSecurityPolicy-TLS13-1-2-2021-06")
                        .certificates(Certificate.builder()
                                .certificateArn(certificate)
                                .build())
                        .defaultActions(Action.builder()
                                .type(ActionTypeEnum.FORWARD)
                                .targetGroupArn(group)
                                .build()))
                .listeners()
                .getFirst()
                .listenerArn();
    }
}
