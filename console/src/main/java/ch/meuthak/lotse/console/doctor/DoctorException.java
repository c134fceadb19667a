package ch.meuthak.lotse.console.doctor;

/** Why the doctor says nothing: one line that ends with what to do, and the exit code. */
final class DoctorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    DoctorException(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    static DoctorException wrongUsage(String message) {
        return new DoctorException(ExitCode.WRONG_USAGE, message);
    }

    static DoctorException unavailable(String message) {
        return new DoctorException(ExitCode.UNAVAILABLE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
