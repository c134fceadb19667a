package ch.meuthak.lotse.console.sandbox.world;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Everything of one account in one region, at one moment. */
public record Cloud(
        String region,
        String accountId,
        List<Vpc> vpcs,
        List<Subnet> subnets,
        List<SecurityGroup> securityGroups,
        List<Instance> instances,
        List<Address> addresses,
        List<LoadBalancer> loadBalancers,
        List<Listener> listeners,
        List<TargetGroup> targetGroups,
        List<Certificate> certificates) {

    /** Another region of the same account, in which there is nothing. */
    public Cloud elsewhere(String otherRegion) {
        return new Cloud(
                otherRegion,
                accountId,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    public Optional<Instance> instance(String id) {
        return instances.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    public Optional<SecurityGroup> securityGroup(String id) {
        return securityGroups.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    public Optional<TargetGroup> targetGroup(String arn) {
        return targetGroups.stream().filter(one -> one.arn().equals(arn)).findFirst();
    }

    public Optional<LoadBalancer> loadBalancer(String arn) {
        return loadBalancers.stream().filter(one -> one.arn().equals(arn)).findFirst();
    }

    /** The public address of an instance: its Elastic IP before its own; empty for none. */
    public String publicIp(Instance instance) {
        return addresses.stream()
                .filter(address -> address.instanceId().equals(instance.id()))
                .map(Address::publicIp)
                .findFirst()
                .orElse(instance.publicIp());
    }

    /** The listeners with a rule that forwards to the target group. */
    public Stream<Listener> listenersOf(TargetGroup group) {
        return listeners.stream().filter(listener -> listener.rules().stream()
                .anyMatch(rule -> rule.targetGroupArn().equals(group.arn())));
    }

    /** ARNs of the load balancers that use the certificate. */
    public List<String> inUseBy(Certificate certificate) {
        return listeners.stream()
                .filter(listener -> listener.certificateArns().contains(certificate.arn()))
                .map(Listener::loadBalancerArn)
                .distinct()
                .toList();
    }

    /** A copy with some of its lists changed. */
    Cloud with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new Cloud(
                region,
                accountId,
                vpcs,
                subnets,
                draft.securityGroups,
                draft.instances,
                draft.addresses,
                loadBalancers,
                draft.listeners,
                draft.targetGroups,
                draft.certificates);
    }

    /** What can change. */
    static final class Draft {
        List<SecurityGroup> securityGroups;
        List<Instance> instances;
        List<Address> addresses;
        List<Listener> listeners;
        List<TargetGroup> targetGroups;
        List<Certificate> certificates;

        private Draft(Cloud now) {
            securityGroups = now.securityGroups;
            instances = now.instances;
            addresses = now.addresses;
            listeners = now.listeners;
            targetGroups = now.targetGroups;
            certificates = now.certificates;
        }
    }

    /** The list with those that match changed. */
    static <T> List<T> changed(List<T> all, Predicate<T> which, UnaryOperator<T> change) {
        return all.stream()
                .map(one -> which.test(one) ? change.apply(one) : one)
                .toList();
    }
}
