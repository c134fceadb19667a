package ch.meuthak.lotse.console.sandbox.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a SigV4 {@code Authorization} header says about the request. The signature itself is not verified: any key works.
 *
 * @param service {@code ec2}, {@code elasticloadbalancing}, {@code acm} or {@code sts}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">SigV4</a>
 */
record Signature(String keyId, String region, String service) {
    private static final Pattern HEADER = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/, ]+)/\\d{8}/([^/, ]+)/([^/, ]+)/aws4_request,\\s*SignedHeaders=[^, ]+,"
                    + "\\s*Signature=[0-9a-f]{64}");

    static Optional<Signature> parse(String header) {
        Matcher matcher = HEADER.matcher(header.strip());
        return matcher.matches()
                ? Optional.of(new Signature(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    boolean isTemporary() {
        return keyId.startsWith("ASIA");
    }
}
