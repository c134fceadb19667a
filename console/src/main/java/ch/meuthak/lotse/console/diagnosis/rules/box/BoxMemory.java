package ch.meuthak.lotse.console.diagnosis.rules.box;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.BoxWords;
import java.util.Optional;

/** The box is almost out of memory. */
public final class BoxMemory extends Rule {
    public static final Rule RULE = new BoxMemory();

    private static final long LITTLE_MEMORY = 48 * Measured.MEBIBYTE;

    private BoxMemory() {
        super(About.path("BOX-MEMORY", Hop.RELEASE, Severity.WARNING)
                .symptom("Less than 48 MiB of memory are available on the box.")
                .cause("Without memory, the kernel kills a program, or everything waits for the disk.")
                .fix(
                        "Find what uses the memory with docker stats. Stop what you do not need, or use a larger instance.")
                .document(AwsPages.EC2 + "ec2-instance-resize.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return Measured.box(route, resources -> resources.availableMemory() < LITTLE_MEMORY)
                .flatMap(box -> route.found(this, "The box is almost out of memory")
                        .seen(BoxWords.memory(box.resources().orElseThrow()), BoxWords.SOURCE, box.at())
                        .cause(BoxWords.memory(box.resources().orElseThrow()) + " " + cause())
                        .done());
    }
}
