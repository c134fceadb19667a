package ch.meuthak.lotse.console.doctor;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Severity;
import java.util.function.Predicate;

/**
 * What the doctor ends with. 0 to 3 are those of monitoring plugins
 * (https://www.monitoring-plugins.org/doc/guidelines.html), the others those of {@code sysexits.h}.
 */
final class ExitCode {
    /** Everything that it takes was read, and nothing is worse than worth knowing. */
    static final int WELL = 0;

    static final int WARNING = 1;

    /** An error, or worse. */
    static final int BROKEN = 2;

    /** Not everything could be read that it takes, and what was read is not broken. */
    static final int NOT_KNOWN = 3;

    static final int WRONG_USAGE = 64;

    /** A console runs, but does not answer as it should. */
    static final int UNAVAILABLE = 69;

    /** The doctor himself has a fault. */
    static final int SOFTWARE = 70;

    static final int WRONG_SETTING = 78;

    private ExitCode() {}

    /** What is found on the way of a request decides; that AWS cannot be read means that it is not known. */
    static int of(Diagnosis diagnosis) {
        if (any(
                diagnosis,
                finding -> matters(finding, Severity.ERROR) && !finding.rule().isAboutAccess())) {
            return BROKEN;
        }
        if (!diagnosis.complete()) {
            return NOT_KNOWN;
        }
        return any(diagnosis, finding -> matters(finding, Severity.WARNING)) ? WARNING : WELL;
    }

    private static boolean any(Diagnosis diagnosis, Predicate<Finding> which) {
        return diagnosis.all().anyMatch(which);
    }

    private static boolean matters(Finding finding, Severity least) {
        return finding.severity().isAtLeast(least);
    }
}
