package ch.meuthak.lotse.console.sandbox.balancer;

import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.HealthCheck;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import ch.meuthak.lotse.console.sandbox.world.Target;
import ch.meuthak.lotse.console.sandbox.world.TargetGroup;
import ch.meuthak.lotse.console.sandbox.world.TargetHealth;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The health of one registered target: initial, then healthy after one success or unhealthy after the threshold's failures in
 * a row, and between those two by the thresholds.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">Health
 *     checks</a>
 */
final class TargetCheck {
    private final SandboxState state;
    private final String groupArn;
    private final Target target;
    private final BiFunction<Target, HealthCheck, TargetHealth> probe;

    private int successes;
    private int failures;
    private long due = System.nanoTime();
    private long drainingSince;
    private boolean running;

    TargetCheck(
            SandboxState state, String groupArn, Target target, BiFunction<Target, HealthCheck, TargetHealth> probe) {
        this.state = state;
        this.groupArn = groupArn;
        this.target = target;
        this.probe = probe;
    }

    /** Does what is due. */
    synchronized void tick(Cloud cloud, TargetGroup group, TargetHealth health, long now) {
        if (health.is("draining")) {
            drain(group, now);
            return;
        }
        drainingSince = 0;
        TargetHealth unused = unused(cloud, group);
        if (unused != null) {
            restart(health, unused, now);
        } else if (health.is("unused") || health.equals(TargetHealth.REGISTERING)) {
            restart(health, TargetHealth.CHECKING, now);
        } else if (now - due >= 0 && !running) {
            due = now + group.healthCheck().interval().toNanos();
            running = true;
            Thread.ofVirtual().name("health-check").start(() -> check(group.healthCheck()));
        }
    }

    private @Nullable TargetHealth unused(Cloud cloud, TargetGroup group) {
        if (cloud.listenersOf(group).findAny().isEmpty()) {
            return TargetHealth.NOT_IN_USE;
        }
        boolean up = cloud.instance(target.id()).filter(one -> one.isRunning()).isPresent();
        return up ? null : TargetHealth.STOPPED;
    }

    private void restart(TargetHealth from, TargetHealth to, long now) {
        successes = 0;
        failures = 0;
        due = now;
        if (!from.equals(to)) {
            state.health(groupArn, target, to);
        }
    }

    private void drain(TargetGroup group, long now) {
        if (drainingSince == 0) {
            drainingSince = now;
        }
        if (now - drainingSince
                >= Duration.ofSeconds(group.deregistrationDelaySeconds()).toNanos()) {
            state.deregister(groupArn, target.id(), target.port());
        }
    }

    private void check(HealthCheck check) {
        TargetHealth found = probe.apply(target, check);
        synchronized (this) {
            running = false;
            current().ifPresent(before -> count(before, found, check));
        }
    }

    /** The health before this check; absent when the target was stopped, drained or removed meanwhile. */
    private Optional<TargetHealth> current() {
        return state.cloud().targetGroup(groupArn).stream()
                .flatMap(group -> group.targets().stream())
                .filter(target::isSameAs)
                .map(Target::health)
                .filter(health -> !health.is("draining") && !health.is("unused"))
                .findFirst();
    }

    private void count(TargetHealth before, TargetHealth found, HealthCheck check) {
        boolean passed = found.equals(TargetHealth.HEALTHY);
        successes = passed ? successes + 1 : 0;
        failures = passed ? 0 : failures + 1;
        int enough = before.is("initial") ? 1 : check.healthyThreshold();
        boolean turns = passed ? successes >= enough : failures >= check.unhealthyThreshold() || before.is("unhealthy");
        if (turns && !before.equals(found)) {
            state.health(groupArn, target, found);
        }
    }
}
