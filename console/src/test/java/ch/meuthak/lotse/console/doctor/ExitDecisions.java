package ch.meuthak.lotse.console.doctor;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;

/** The doctor's exit code for a diagnosis. */
public final class ExitDecisions {
    private ExitDecisions() {}

    public static int of(Diagnosis diagnosis) {
        return ExitCode.of(diagnosis);
    }
}
