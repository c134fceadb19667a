package ch.meuthak.lotse.console.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Refuses a success that is no answer of AWS. Without it the SDK reads a login page or an empty body as "there is none": a
 * lie on the page. It looks at the first bytes: an XML answer's root is {@code <SomethingResponse>}, a JSON answer begins
 * with a brace.
 */
final class AnswerGuard implements ExecutionInterceptor {
    private static final int ENOUGH = 1024;
    private static final Pattern ANSWER = Pattern.compile(
            "^\\uFEFF?\\s*(?:\\{|(?:<\\?xml[^>]*\\?>\\s*)?(?:<!--.*?-->\\s*)*<[A-Za-z]\\w*Response\\b)",
            Pattern.DOTALL);

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        InputStream body = context.responseBody().orElse(InputStream.nullInputStream());
        try {
            byte[] head = body.readNBytes(ENOUGH);
            if (!ANSWER.matcher(new String(head, StandardCharsets.UTF_8)).find()) {
                throw notAws();
            }
            return Optional.of(new SequenceInputStream(new ByteArrayInputStream(head), body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CallAbandoned notAws() {
        return new CallAbandoned(AwsFailure.unreadable("not from AWS"));
    }
}
