package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.aws.AwsConnection;
import ch.meuthak.lotse.console.aws.AwsInventory;
import ch.meuthak.lotse.console.aws.RefreshingTopologyFeed;
import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.DeploymentsOff;
import ch.meuthak.lotse.console.deploy.rollout.DeploymentQueue;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.docker.EngineMonitor;
import ch.meuthak.lotse.console.drift.DriftDetector;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.monitor.BoxEvents;
import ch.meuthak.lotse.console.monitor.BoxMonitor;
import ch.meuthak.lotse.console.monitor.IdleTimeoutMonitor;
import ch.meuthak.lotse.console.monitor.LiveDiagnosis;
import ch.meuthak.lotse.console.monitor.ObservationSources;
import ch.meuthak.lotse.console.monitor.ServingReleaseSource;
import ch.meuthak.lotse.console.probe.DnsClient;
import ch.meuthak.lotse.console.probe.OutsideMonitor;
import ch.meuthak.lotse.console.store.SqliteDeploymentLogs;
import ch.meuthak.lotse.console.store.SqliteJournal;
import ch.meuthak.lotse.console.store.SqliteSnapshots;
import ch.meuthak.lotse.console.store.SqliteTimeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * All monitors, and the diagnosis that they lead to.
 *
 * @param aws has the credentials for AWS
 * @param feed the snapshots of AWS
 * @param outside the probes from outside
 * @param disk the size in bytes of the box's disk; absent while it is not known, and if the console is not on the box
 */
public record Monitoring(
        AwsConnection aws,
        TopologyFeed feed,
        Deployments deployments,
        OutsideMonitor outside,
        DriftDetector drift,
        LiveDiagnosis diagnosis,
        Supplier<OptionalLong> disk) {
    public static final Duration DNS_DEADLINE = Duration.ofSeconds(3);
    private static final Duration IDLE_LONGEST = Duration.ofMinutes(10);

    /** Starts them, without a first refresh of AWS. */
    public static Monitoring start(
            ConsoleSettings settings, Optional<DeployTarget> machine, InstantSource clock, Lifecycle parts) {
        var aws = parts.add(new AwsConnection(settings.aws(), clock));
        var names = new DnsClient(settings.dnsServers(), DNS_DEADLINE);
        var inventory = new AwsInventory(aws, names, settings.inventory(), clock);
        var drift = drift(settings, clock, parts);
        var feed = parts.add(RefreshingTopologyFeed.start(inventory, settings.refresh(), clock, drift.lastKnown()));
        Optional<DeployTarget> target = machine.or(() -> settings.box().map(box -> box.machine(aws, parts, clock)));
        var deployments = deployments(settings, target, feed::isWatched, clock, parts);
        parts.add(feed.onChange(() -> new ServingReleaseSource(deployments).lookedAtBy(drift, feed)));
        var outside = parts.add(OutsideMonitor.start(feed, settings.dnsServers(), names, settings.probes(), clock));
        parts.add(deployments.onServingChange(outside::look));
        Supplier<Fact<Box>> box = box(settings, target, feed, drift, clock, parts);
        var sightings = new ObservationSources(outside::latest, box, aws::access, drift::lastSeen, drift::changes);
        follow(settings, deployments, new BoxEvents(drift), clock, parts);
        var diagnosis = new LiveDiagnosis(
                Rulebook.ALL,
                feed,
                deployments,
                sightings,
                clock,
                settings.web().port());
        parts.add(feed.onChange(diagnosis::get));
        parts.add(outside.onChange(diagnosis::get));
        Supplier<OptionalLong> disk = settings.box().isPresent() ? () -> disk(box.get()) : OptionalLong::empty;
        return new Monitoring(aws, feed, deployments, outside, drift, diagnosis, disk);
    }

    private static OptionalLong disk(Fact<Box> box) {
        return box.toOptional().flatMap(Box::resources).stream()
                .mapToLong(Box.Resources::disk)
                .findFirst();
    }

    private static DriftDetector drift(ConsoleSettings settings, InstantSource clock, Lifecycle parts) {
        return new DriftDetector(
                parts.add(SqliteTimeline.in(settings.stateDirectory(), clock)),
                parts.add(SqliteSnapshots.in(settings.stateDirectory())),
                clock);
    }

    private static Supplier<Fact<Box>> box(
            ConsoleSettings settings,
            Optional<DeployTarget> machine,
            RefreshingTopologyFeed feed,
            DriftDetector drift,
            InstantSource clock,
            Lifecycle parts) {
        if (machine.isEmpty()) {
            return () -> Fact.unread("this console only watches, and may run on another machine");
        }
        var idle = parts.add(new IdleTimeoutMonitor(feed, settings.deployments().readyPath(), IDLE_LONGEST, clock));
        return parts.add(BoxMonitor.start(
                machine.get().containers(),
                settings.web().port(),
                settings.stateDirectory(),
                idle,
                feed::isWatched,
                box -> new BoxEvents(drift)
                        .boxSeen(
                                box,
                                settings.box()
                                        .map(one -> one.docker().service())
                                        .orElse("")),
                clock));
    }

    private static void follow(
            ConsoleSettings settings, Deployments deployments, BoxEvents events, InstantSource clock, Lifecycle parts) {
        parts.add(deployments.onChange(events::deploymentChanged));
        parts.add(deployments.onReleaseEnd(events::releaseChanged));
        settings.box()
                .ifPresent(box -> parts.add(EngineMonitor.start(box.docker().socket(), events::engineChanged, clock)));
    }

    private static Deployments deployments(
            ConsoleSettings settings,
            Optional<DeployTarget> target,
            BooleanSupplier watched,
            InstantSource clock,
            Lifecycle parts) {
        if (target.isEmpty()) {
            return new DeploymentsOff();
        }
        var journal = parts.add(SqliteJournal.open(settings.stateDirectory()));
        var logs = parts.add(SqliteDeploymentLogs.in(settings.stateDirectory()));
        DeployTarget to = target.get();
        return parts.add(DeploymentQueue.open(
                to.platform(),
                to.edge(),
                journal,
                logs,
                settings.deployments(),
                to.first(),
                clock,
                to.time(),
                watched));
    }

    /** The path of a request as it is now; absent until AWS was read. */
    public Optional<RequestPath> path() {
        return diagnosis.get().map(Diagnosis::path);
    }
}
