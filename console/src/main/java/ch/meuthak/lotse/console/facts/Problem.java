package ch.meuthak.lotse.console.facts;

import java.util.Set;

/**
 * Why one call failed.
 *
 * @param call the call as AWS names it, {@code DescribeTargetHealth}; {@code DNS} for name resolution
 * @param error AWS's error code, {@code AccessDenied}, or one of the console's own: {@code Timeout}, {@code Unreachable},
 *     {@code NoCredentials}, {@code NotYet}, {@code NoRegion}, {@code UnreadableProfile}, {@code InvalidEndpoint}, {@code Throttling},
 *     {@code UnreadableAnswer}, {@code NotFound}, {@code NotAcm}, {@code Unexpected}
 * @param message one or two sentences for the operator that end with what to do; never a secret
 * @param denial which policy refuses the call; of no matter unless {@link #isDenied()}
 */
public record Problem(String call, String error, String message, Denial denial) {
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

    /** The code when nobody can say yet whether there are credentials. */
    public static final String NOT_YET = "NotYet";

    /** One that no policy has to do with, as far as is known. */
    public Problem(String call, String error, String message) {
        this(call, error, message, Denial.NOT_ALLOWED);
    }

    /** How the message begins when a Learner Lab has taken its credentials' permissions back. */
    public static final String LAB_ENDED = "The lab session is over";

    private static final Set<String> DENIED =
            Set.of("AccessDenied", "UnauthorizedOperation", "UnauthorizedAccess", "AuthorizationError");

    /** Whether it only was too early: the next reading may know more. */
    boolean isNotYet() {
        return error.equals(NOT_YET);
    }

    /** Whether the session of the Learner Lab that the credentials belong to is over. */
    public boolean isLabEnded() {
        return isDenied() && message.startsWith(LAB_ENDED);
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
