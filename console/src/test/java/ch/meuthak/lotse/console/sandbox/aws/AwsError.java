package ch.meuthak.lotse.console.sandbox.aws;

/** An answer of AWS that says no. */
public final class AwsError extends Exception {
    private final int status;
    private final String code;

    public AwsError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** 400 with the code. */
    static AwsError invalid(String code, String message) {
        return new AwsError(400, code, message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
