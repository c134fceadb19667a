package ch.meuthak.lotse.console.monitor;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.drift.DriftDetector;
import ch.meuthak.lotse.console.drift.Kind;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.host.BootId;

/** Writes into the timeline what happens without AWS: deployments, and what ends and starts on the box. */
public record BoxEvents(DriftDetector drift) {

    /** A deployment has changed; only its end is an event. Does not wait for the disk. */
    public void deploymentChanged(Deployment deployment) {
        if (deployment.state().isFinal()) {
            write(() -> drift.happened(Kind.DEPLOYMENT, deployment.id(), deployment.outcome()));
        }
    }

    /** A release has ended or is back. Does not wait for the disk. */
    public void releaseChanged(String sentence) {
        write(() -> engineChanged(sentence));
    }

    /** The engine has ended or is back. */
    public void engineChanged(String sentence) {
        drift.happened(Kind.BOX, "", sentence);
    }

    /**
     * The box was checked.
     *
     * @param service the Compose service of the releases, whose containers are no event of their own; may be empty
     */
    public void boxSeen(Box box, String service) {
        drift.look(box, BootId.read(BootId.FILE), service);
    }

    private static void write(Runnable writing) {
        Thread.ofVirtual().name("timeline").start(writing);
    }
}
