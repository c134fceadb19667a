package ch.meuthak.lotse.console.diagnosis.rules.box;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Box.Resources;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.BoxWords;
import java.util.Optional;

/** The disk of the box is almost full. */
public final class BoxDisk extends Rule {
    public static final Rule RULE = new BoxDisk();

    private static final long LITTLE_DISK = 512 * Measured.MEBIBYTE;

    private BoxDisk() {
        super(About.path("BOX-DISK", Hop.RELEASE, Severity.WARNING)
                .symptom("Less than 512 MiB of disk are free on the box.")
                .cause("Without disk space, image pulls fail, and logs and the journal cannot be written.")
                .fix("Remove unused images with docker image prune, or enlarge the volume.")
                .document(AwsPages.AWS + "ebs/latest/userguide/ebs-modify-volume.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return Measured.box(route, resources -> resources.freeDisk() < LITTLE_DISK)
                .flatMap(box -> route.found(
                                this,
                                isFull(box.resources().orElseThrow())
                                        ? "The box's disk is full"
                                        : "The box's disk is almost full")
                        .about(isFull(box.resources().orElseThrow()) ? "full" : "")
                        .seen(BoxWords.disk(box.resources().orElseThrow()), BoxWords.SOURCE, box.at())
                        .cause(BoxWords.disk(box.resources().orElseThrow()) + " " + cause())
                        .done());
    }

    /** Less than what a single file of a log or a database needs to grow. */
    private static boolean isFull(Resources left) {
        return left.freeDisk() < Measured.MEBIBYTE;
    }
}
