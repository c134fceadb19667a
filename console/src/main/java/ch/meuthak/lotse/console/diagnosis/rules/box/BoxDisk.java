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
                .symptom("Less than 512 MiB of the disk of the box are free.")
                .cause(
                        "Images, logs or something else have filled it. No image can be pulled then, and the journal cannot be written.")
                .fix("Remove images that nothing uses with docker image prune, or make the volume larger.")
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
                        .cause(BoxWords.disk(box.resources().orElseThrow())
                                + " No image can be pulled then, and logs and the console's journal cannot be written.")
                        .fix(
                                "Remove images that nothing uses, on the box: docker image prune. Or make the volume larger.")
                        .done());
    }

    /** Less than what a single file of a log or a database needs to grow. */
    private static boolean isFull(Resources left) {
        return left.freeDisk() < Measured.MEBIBYTE;
    }
}
