package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.Outcome;
import ch.meuthak.lotse.console.diagnosis.Box;
import ch.meuthak.lotse.console.docker.EngineWatch;
import ch.meuthak.lotse.console.drift.DriftDetector;
import ch.meuthak.lotse.console.drift.Kind;
import ch.meuthak.lotse.console.host.BootId;
import java.time.InstantSource;

/** What the timeline tells besides AWS: deployments, and what ends and starts on the box. */
final class Happenings {
    private Happenings() {}

    /** Those who tell must not wait for the disk. */
    static void follow(
            ConsoleSettings settings, Deployments deployments, DriftDetector drift, InstantSource clock, Parts parts) {
        parts.add(deployments.onChange(deployment -> {
            if (deployment.state().isFinal()) {
                write(() -> drift.happened(Kind.DEPLOYMENT, deployment.id(), Outcome.sentence(deployment)));
            }
        }));
        parts.add(deployments.onReleaseEnd(sentence -> write(() -> drift.happened(Kind.BOX, "", sentence))));
        settings.box()
                .ifPresent(box -> parts.add(EngineWatch.start(
                        box.docker().socket(), sentence -> drift.happened(Kind.BOX, "", sentence), clock)));
    }

    static void onTheBox(ConsoleSettings settings, Box box, DriftDetector drift) {
        String releases = settings.box().map(one -> one.docker().service()).orElse("");
        drift.look(box, BootId.read(BootId.FILE), releases);
    }

    private static void write(Runnable writing) {
        Thread.ofVirtual().name("timeline").start(writing);
    }
}
