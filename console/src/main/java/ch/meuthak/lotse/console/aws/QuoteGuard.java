package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.server.Secrets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Takes what a request proved itself with out of the error that answers it, before anybody can quote that: the session token and the
 * signature. The secret key itself is never sent. AWS does not send them back; what AWS_ENDPOINT_URL or a proxy leads to may.
 */
final class QuoteGuard implements ExecutionInterceptor {
    private static final List<String> PROOFS = List.of("X-Amz-Security-Token", "Authorization");

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        AwsErrorDetails details =
                context.exception() instanceof AwsServiceException answer ? answer.awsErrorDetails() : null;
        if (details == null) {
            return context.exception();
        }
        Secrets sent = Secrets.of(
                context.httpRequest().stream().flatMap(QuoteGuard::proofs).toList());
        return ((AwsServiceException) context.exception())
                .toBuilder()
                        .awsErrorDetails(details.toBuilder()
                                .errorCode(masked(sent, details.errorCode()))
                                .errorMessage(masked(sent, details.errorMessage()))
                                .build())
                        .build();
    }

    /** Of the Authorization header the signature alone: its other parts are names. */
    private static Stream<String> proofs(SdkHttpRequest request) {
        return PROOFS.stream()
                .flatMap(name -> request.matchingHeaders(name).stream())
                .map(value -> value.replaceFirst(".*Signature=", ""));
    }

    private static @Nullable String masked(Secrets sent, @Nullable String words) {
        return words == null ? null : sent.masked(words);
    }
}
