package ch.meuthak.lotse.console.cloud;

import java.util.Set;

/**
 * Why one call failed.
 *
 * @param call the call as AWS names it, {@code DescribeTargetHealth}; {@code DNS} for name resolution
 * @param error AWS's error code, {@code AccessDenied}, or one of the console's own: {@code Timeout}, {@code Unreachable},
 *     {@code NoCredentials}, {@code NoRegion}, {@code InvalidEndpoint}, {@code Throttling}, {@code UnreadableAnswer},
 *     {@code NotFound}, {@code NotAcm}, {@code Unexpected}
 * @param message one or two sentences for the operator that end with what to do; never a secret
 */
public record Problem(String call, String error, String message) {
    private static final Set<String> OF_CREDENTIALS = Set.of(
            "NoCredentials",
            "NoRegion",
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

    /** Whether every call fails with it until somebody changes the credentials or the region. */
    public boolean isAboutCredentials() {
        return isAboutCredentials(error);
    }

    static boolean isAboutCredentials(String error) {
        return OF_CREDENTIALS.contains(error);
    }
}
