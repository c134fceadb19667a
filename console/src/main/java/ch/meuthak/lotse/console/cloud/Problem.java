package ch.meuthak.lotse.console.cloud;

/**
 * Why one call failed.
 *
 * @param call the call as AWS names it, {@code DescribeTargetHealth}; {@code DNS} for name resolution
 * @param error AWS's error code, {@code AccessDenied}, or one of the console's own: {@code Timeout}, {@code Unreachable},
 *     {@code NoCredentials}, {@code UnreadableAnswer}, {@code NotFound}
 * @param message one or two sentences for the operator that end with what to do; never a secret
 */
public record Problem(String call, String error, String message) {}
