package ch.meuthak.lotse.console.sandbox.aws;

/**
 * How a service keeps somebody out; each has other codes and words for it.
 *
 * @param prefix of its actions in policies: {@code ec2}
 */
record Refusals(
        String prefix,
        String noTokenCode,
        String badKeyCode,
        String expiredCode,
        String deniedCode,
        String throttledCode) {
    static final Refusals EC2 = new Refusals(
            "ec2",
            "MissingAuthenticationToken",
            "AuthFailure",
            "RequestExpired",
            "UnauthorizedOperation",
            "RequestLimitExceeded");
    static final Refusals ELB = query("elasticloadbalancing");
    static final Refusals STS = query("sts");
    static final Refusals ACM = new Refusals(
            "acm",
            "MissingAuthenticationTokenException",
            "UnrecognizedClientException",
            "ExpiredTokenException",
            "AccessDeniedException",
            "ThrottlingException");

    private static Refusals query(String prefix) {
        return new Refusals(
                prefix,
                "MissingAuthenticationToken",
                "InvalidClientTokenId",
                "ExpiredToken",
                "AccessDenied",
                "Throttling");
    }

    AwsError missing() {
        return new AwsError(403, noTokenCode, "Request is missing Authentication Token");
    }

    AwsError badKey() {
        boolean ec2 = prefix.equals("ec2");
        return new AwsError(
                ec2 ? 401 : 403,
                badKeyCode,
                ec2
                        ? "AWS was not able to validate the provided access credentials"
                        : "The security token included in the request is invalid.");
    }

    AwsError expired() {
        boolean ec2 = prefix.equals("ec2");
        return new AwsError(
                ec2 ? 400 : 403,
                expiredCode,
                ec2 ? "Request has expired." : "The security token included in the request is expired");
    }

    /** @param because {@code no identity-based policy allows the ... action}, or the deny that was met */
    AwsError denied(String caller, String action, String because) {
        String words = "User: %s is not authorized to perform: %s:%s %s".formatted(caller, prefix, action, because);
        return new AwsError(
                403,
                deniedCode,
                prefix.equals("ec2") ? "You are not authorized to perform this operation. " + words : words);
    }

    AwsError throttled() {
        return new AwsError(prefix.equals("ec2") ? 503 : 400, throttledCode, "Rate exceeded");
    }
}
