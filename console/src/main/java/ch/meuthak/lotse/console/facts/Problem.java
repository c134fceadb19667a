package ch.meuthak.lotse.console.facts;

import java.util.Set;

/**
 * Why one call failed.
 *
 * @param call the call as AWS names it, {@code DescribeTargetHealth}; {@code DNS} for name resolution
 * @param error AWS's error code, {@code AccessDenied}, or one of the console's own: {@code Timeout}, {@code Unreachable},
 *     {@code NoCredentials}, {@code NotYet}, {@code NoRegion}, {@code UnreadableProfile}, {@code InvalidEndpoint}, {@code Throttling},
 *     {@code UnreadableAnswer}, {@code NotFound}, {@code NotAcm}, {@code Unexpected}
 * @param cause what is wrong, in one or two sentences; never a secret
 * @param remedy what to do, in sentences; empty when there is nothing to do
 * @param denial which policy denies the call; relevant only when {@link #isDenied()}
 */
public record Problem(String call, String error, String cause, String remedy, Denial denial) {
    private static final Set<String> OF_CREDENTIALS = Set.of(
            "NoCredentials",
            "NoRegion",
            "UnreadableProfile",
            "ExpiredToken",
            "RequestExpired",
            "InvalidClientTokenId",
            "UnrecognizedClient",
            "AuthFailure",
            "SignatureDoesNotMatch",
            "InvalidSignature",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "InvalidAccessKeyId");

    private static final Set<String> DENIED =
            Set.of("AccessDenied", "UnauthorizedOperation", "UnauthorizedAccess", "AuthorizationError");

    /** The code when it is not known yet whether there are credentials. */
    public static final String NOT_YET = "NotYet";

    /** A problem that no policy causes, as far as is known. */
    public Problem(String call, String error, String cause, String remedy) {
        this(call, error, cause, remedy, Denial.NOT_ALLOWED);
    }

    /** The same problem of another call. */
    public Problem of(String other) {
        return new Problem(other, error, cause, remedy, denial);
    }

    /** The cause, then what to do. */
    public String message() {
        return (cause + " " + remedy).strip();
    }

    /** Whether it was only too early: the next reading may know more. */
    boolean isNotYet() {
        return error.equals(NOT_YET);
    }

    /** Whether the session of the Learner Lab that the credentials belong to is over. */
    public boolean isLabEnded() {
        return isDenied() && denial == Denial.LAB_ENDED;
    }

    /** Whether AWS accepts the credentials, but not for this call. */
    public boolean isDenied() {
        return isDenied(error);
    }

    public static boolean isDenied(String error) {
        return DENIED.contains(error);
    }

    /** Whether every call fails with it until somebody changes the credentials or the region. */
    public boolean isAboutCredentials() {
        return isAboutCredentials(error);
    }

    public static boolean isAboutCredentials(String error) {
        return OF_CREDENTIALS.contains(error);
    }
}
