package ch.meuthak.lotse.console.sandbox.world;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The cloud as it is now. Reads see one moment; each change is one step that everybody sees at once. */
public final class SandboxState {
    private final InstantSource clock;
    private final Random ids = new Random();
    private volatile Cloud cloud;

    public SandboxState(Cloud start, InstantSource clock) {
        this.cloud = start;
        this.clock = clock;
    }

    /** The reference deployment, now. */
    public static SandboxState reference(InstantSource clock) {
        return new SandboxState(ReferenceDeployment.cloud(clock.instant()), clock);
    }

    /** Everything, at this moment. */
    public Cloud cloud() {
        return cloud;
    }

    public InstantSource clock() {
        return clock;
    }

    /** Any change. */
    public synchronized void change(UnaryOperator<Cloud> change) {
        cloud = change.apply(cloud);
    }

    /** A new id of AWS's form: the prefix, a dash and 17 hex digits. */
    public String newId(String prefix) {
        return prefix + "-0" + "%016x".formatted(ids.nextLong());
    }

    public void authorize(String groupId, GroupRule rule) {
        changeGroup(groupId, group -> group.plus(rule));
    }

    public void revoke(String groupId, String ruleId) {
        changeGroup(groupId, group -> group.without(ruleId));
    }

    /** Stops an instance at once. */
    public void stop(String instanceId) {
        changeInstance(instanceId, instance -> instance.in("stopped", instance.launchTime()));
    }

    /** Starts an instance at once; a running one is left alone. */
    public void start(String instanceId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        changeInstance(instanceId, instance -> instance.isRunning() ? instance : instance.in("running", now));
    }

    /** Associates an Elastic IP; an empty instance id makes it loose. */
    public void associate(String allocationId, String associationId, String instanceId) {
        change(now -> now.with(draft -> draft.addresses = Cloud.changed(
                now.addresses(),
                address -> address.allocationId().equals(allocationId),
                address -> address.to(associationId, instanceId))));
    }

    public void changeHealthCheck(String targetGroupArn, HealthCheck check) {
        changeTargetGroup(targetGroupArn, group -> group.with(check));
    }

    /** Registers a target; it begins in state initial. One that is registered already is left alone unless it drains. */
    public void register(String targetGroupArn, String id, int port) {
        Target target = new Target(id, port, TargetHealth.REGISTERING);
        changeTargetGroup(targetGroupArn, group -> isServing(group, target) ? group : group.plus(target));
    }

    private static boolean isServing(TargetGroup group, Target target) {
        return group.targets().stream()
                .anyMatch(one -> one.isSameAs(target) && !one.health().is("draining"));
    }

    /** Removes a registration at once. */
    public void deregister(String targetGroupArn, String id, int port) {
        changeTargetGroup(targetGroupArn, group -> group.without(new Target(id, port, TargetHealth.DRAINING)));
    }

    /** What the health checker found. */
    public void health(String targetGroupArn, Target target, TargetHealth health) {
        changeTargetGroup(
                targetGroupArn,
                group -> group.with(
                        Cloud.changed(group.targets(), one -> one.isSameAs(target), one -> one.with(health))));
    }

    /** Gives a listener other rules; the default rule must be the last. */
    public void rules(String listenerArn, List<Rule> rules) {
        change(now -> now.with(draft -> draft.listeners = Cloud.changed(
                now.listeners(),
                one -> one.arn().equals(listenerArn),
                one -> new Listener(
                        one.arn(),
                        one.loadBalancerArn(),
                        one.protocol(),
                        one.port(),
                        one.sslPolicy(),
                        one.certificateArns(),
                        List.copyOf(rules)))));
    }

    public void changeCertificate(String arn, UnaryOperator<Certificate> change) {
        change(now -> now.with(draft -> draft.certificates =
                Cloud.changed(now.certificates(), one -> one.arn().equals(arn), change)));
    }

    /** Replaces all certificates. */
    public void certificates(List<Certificate> certificates) {
        change(now -> now.with(draft -> draft.certificates = List.copyOf(certificates)));
    }

    /** Replaces all Elastic IPs. */
    public void addresses(List<Address> addresses) {
        change(now -> now.with(draft -> draft.addresses = List.copyOf(addresses)));
    }

    /** Gives the instance another Name tag. */
    public void renameInstance(String instanceId, String name) {
        changeInstance(
                instanceId,
                one -> new Instance(
                        one.id(),
                        name,
                        one.type(),
                        one.state(),
                        one.launchTime(),
                        one.subnet(),
                        one.privateIp(),
                        one.publicIp(),
                        one.networkInterfaceId(),
                        one.securityGroupIds(),
                        one.httpTokens(),
                        one.httpPutResponseHopLimit()));
    }

    private void changeGroup(String id, UnaryOperator<SecurityGroup> change) {
        change(now -> now.with(draft -> draft.securityGroups =
                Cloud.changed(now.securityGroups(), one -> one.id().equals(id), change)));
    }

    private void changeInstance(String id, UnaryOperator<Instance> change) {
        change(now -> now.with(draft ->
                draft.instances = Cloud.changed(now.instances(), one -> one.id().equals(id), change)));
    }

    private void changeTargetGroup(String arn, UnaryOperator<TargetGroup> change) {
        change(now -> now.with(draft -> draft.targetGroups =
                Cloud.changed(now.targetGroups(), one -> one.arn().equals(arn), change)));
    }
}
