package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Problem;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What is decided about failed calls, and no word of it. */
public final class AwsDecisions {
    private AwsDecisions() {}

    public static List<String> all() {
        List<String> all = new ArrayList<>();
        Stream.of(
                        "",
                        "You are not authorized with an explicit deny in an identity-based policy: arn:aws:iam::1:policy/voc-cancel-cred",
                        "because no identity-based policy allows the action",
                        "with an explicit deny in a service control policy",
                        "with an explicit deny")
                .flatMap(message -> Stream.of(
                                "AccessDenied", "UnauthorizedOperation", "ExpiredToken", "AuthFailure", "Other")
                        .map(code -> refused(code, message)))
                .forEach(problem -> all.add(decided(problem)));
        Stream.of(
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain"),
                        SdkClientException.create("Unable to unmarshall", new IOException("x")),
                        new UnknownHostException("x"),
                        new SSLException("x"),
                        new IOException("x"))
                .forEach(failure -> all.add(decided(AwsFailure.problem(AwsCall.DESCRIBE_ADDRESSES, failure))));
        all.add(decided(AwsFailure.notLookedYet(Duration.ofSeconds(1))));
        return all;
    }

    private static Problem refused(String code, String message) {
        return AwsFailure.problem(
                AwsCall.DESCRIBE_ADDRESSES,
                AwsServiceException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage(message)
                                .build())
                        .build());
    }

    private static String decided(Problem problem) {
        return problem.call() + " " + problem.error() + " " + problem.denial() + " " + problem.isLabEnded() + " "
                + problem.isDenied() + " " + problem.isAboutCredentials() + " "
                + problem.remedy().isEmpty();
    }
}
