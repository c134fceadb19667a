package ch.meuthak.lotse.console.sandbox.balancer;

import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.HealthCheck;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import ch.meuthak.lotse.console.sandbox.world.Target;
import ch.meuthak.lotse.console.sandbox.world.TargetGroup;
import ch.meuthak.lotse.console.sandbox.world.TargetHealth;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Checks every target of every group by the group's own settings, and writes what it finds to the state. */
final class HealthChecks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HealthChecks.class.getName());
    private static final Duration TICK = Duration.ofMillis(50);

    private record Registration(String groupArn, String id, int port) {}

    private final SandboxState state;
    private final IntFunction<InetSocketAddress> ports;
    private final Map<Registration, TargetCheck> checks = new HashMap<>();
    private final Thread ticker = Thread.ofVirtual().name("health-checks").unstarted(this::run);
    private volatile boolean closed;

    /** @param ports where a port of the instance is on this machine */
    HealthChecks(SandboxState state, IntFunction<InetSocketAddress> ports) {
        this.state = state;
        this.ports = ports;
    }

    /** Begins anew: every target is in state initial until its first check. */
    void start() {
        for (TargetGroup group : state.cloud().targetGroups()) {
            group.targets().forEach(target -> state.health(group.arn(), target, TargetHealth.REGISTERING));
        }
        ticker.start();
    }

    private void run() {
        while (!closed) {
            tick();
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private void tick() {
        try {
            Cloud cloud = state.cloud();
            Set<Registration> present = new HashSet<>();
            for (TargetGroup group : cloud.targetGroups()) {
                for (Target target : group.targets()) {
                    Registration key = new Registration(group.arn(), target.id(), target.port());
                    present.add(key);
                    checks.computeIfAbsent(key, _ -> new TargetCheck(state, group.arn(), target, this::probe))
                            .tick(cloud, group, target.health(), System.nanoTime());
                }
            }
            checks.keySet().retainAll(present);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "The health checks failed", bug);
        }
    }

    private TargetHealth probe(Target target, HealthCheck check) {
        if (!isAdmitted(target)) {
            LockSupport.parkNanos(check.timeout().toNanos());
            return TargetHealth.TIMED_OUT;
        }
        return HealthProbe.check(ports.apply(target.port()), check);
    }

    private boolean isAdmitted(Target target) {
        Cloud cloud = state.cloud();
        return cloud.loadBalancers().stream()
                .anyMatch(balancer -> Reachability.admitsLoadBalancer(cloud, balancer, target));
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(ticker);
    }
}
