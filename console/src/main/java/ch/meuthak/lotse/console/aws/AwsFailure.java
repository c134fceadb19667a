package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Denial;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.words.Amounts;
import ch.meuthak.lotse.console.words.Sentences;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Turns what a call threw into a {@link Problem} that says what to do. Never a secret, never a stack trace. */
final class AwsFailure {
    private static final int LONGEST_QUOTE = 300;
    private static final Pattern ENCODED = Pattern.compile("(?s)\\s*Encoded authorization failure message:.*");
    private static final Pattern LONG_TOKEN = Pattern.compile("[A-Za-z0-9+/=_-]{100,}");
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "RequestExpired");

    /** What to do about credentials that do not work, or that are missing. */
    static final String REFRESH_THEM =
            "In a Learner Lab, start the lab and paste the three values of AWS Details into ~/.aws/credentials, or on the page"
                    + " Account. The console reads everything at once, without a restart.";

    private static final String LOOKS_AGAIN = "The console tries again automatically.";

    /** The call that a failure before any call is attributed to. */
    private static final String CREDENTIALS = AwsCall.GET_CALLER_IDENTITY.call();

    private AwsFailure() {}

    /** What went wrong with the call. */
    static Problem problem(AwsCall call, Throwable failure) {
        Optional<CallAbandoned> own = find(failure, CallAbandoned.class);
        Optional<AwsServiceException> answer = find(failure, AwsServiceException.class);
        if (own.isPresent()) {
            return own.get().problem().of(call.call());
        }
        if (answer.isPresent()) {
            return answered(call, answer.get());
        }
        return timedOut(failure) ? timeout(call) : unanswered(call, failure);
    }

    /** AWS did not answer the call in time. */
    static Problem timeout(AwsCall call) {
        return new Problem(
                call.call(),
                "Timeout",
                "AWS did not answer " + call.call() + " in time.",
                LOOKS_AGAIN + " If this persists, check the network between this machine and AWS.");
    }

    /** The console itself has a fault. */
    static Problem ownFault(String call) {
        return new Problem(
                call,
                "Unexpected",
                "The console failed to process the answer to " + call + ".",
                "The cause is in the console's log. Report it.");
    }

    private static Problem answered(AwsCall call, AwsServiceException answer) {
        String code = code(answer);
        if (code.isEmpty()) {
            return unreadable("status " + answer.statusCode() + " and no readable error")
                    .of(call.call());
        }
        if (answer.isThrottlingException() || code.equals("Throttling")) {
            return new Problem(
                    call.call(),
                    "Throttling",
                    "AWS throttles " + call.call() + " in this account.",
                    LOOKS_AGAIN + " Close other tools that call AWS often.");
        }
        if (EXPIRED.contains(code)) {
            return new Problem(call.call(), code, "The session credentials have expired.", REFRESH_THEM);
        }
        if (Problem.isAboutCredentials(code)) {
            return new Problem(
                    call.call(),
                    code,
                    "AWS does not accept the credentials.",
                    "Check the access key id, its secret and, for a key id that begins with ASIA, the session token. "
                            + REFRESH_THEM);
        }
        return Problem.isDenied(code) ? denied(call, answer, code) : refused(call, answer, code);
    }

    private static Problem refused(AwsCall call, AwsServiceException answer, String code) {
        String quote = quote(answer);
        return new Problem(
                call.call(),
                code,
                Sentences.end("AWS refused " + call.call() + ": " + (quote.isEmpty() ? code : quote)),
                "Look up the code " + code + " in the API reference of this call.");
    }

    private static Problem denied(AwsCall call, AwsServiceException answer, String code) {
        // The name of the policy is at the end, where a long message is cut.
        Denial denial = DenyingPolicy.in(message(answer));
        if (denial == Denial.LAB_ENDED) {
            return new Problem(
                    call.call(),
                    code,
                    "The lab session is over. The lab has revoked these credentials.",
                    REFRESH_THEM,
                    denial);
        }
        String quote = quote(answer);
        return new Problem(
                call.call(),
                code,
                "The credentials may not call " + call.action()
                        + (denial.why().isEmpty() ? "." : ", because " + denial.why() + "."),
                Sentences.join(denial.advice(), quote.isEmpty() ? "" : "AWS says: " + quote),
                denial);
    }

    private static Problem unanswered(AwsCall call, Throwable failure) {
        if (ForeignTexts.saysNoCredentials(failure)) {
            return noCredentials().of(call.call());
        }
        if (find(failure, UnknownHostException.class).isPresent()) {
            return unreachable(
                    call, "Its name does not resolve.", "Check the region, AWS_ENDPOINT_URL and this machine's DNS.");
        }
        if (find(failure, SSLException.class).isPresent()) {
            return unreachable(
                    call, "The TLS handshake failed.", "Check this machine's clock, and any proxy on the path.");
        }
        if (find(failure, IOException.class).isPresent() && !ForeignTexts.saysUnreadable(failure)) {
            return unreachable(call, "The connection failed.", "Check the network and AWS_ENDPOINT_URL.");
        }
        return unreadable("something that is not an answer of AWS").of(call.call());
    }

    /** A problem that is not of a call of AWS. */
    static Problem own(String error, String cause, String remedy) {
        return new Problem(CREDENTIALS, error, cause, remedy);
    }

    static Problem noCredentials() {
        return own(
                "NoCredentials",
                "There are no AWS credentials: no environment variables, no profile, no instance profile.",
                "Attach an instance profile to the box, or put a profile into ~/.aws/credentials. " + REFRESH_THEM);
    }

    static Problem notLoadedYet(Duration limit) {
        return own(
                Problem.NOT_YET,
                "The AWS SDK did not load within " + Amounts.limit(limit)
                        + ", because this machine is busy. Nothing was read from AWS yet.",
                LOOKS_AGAIN);
    }

    static Problem notLookedYet(Duration limit) {
        return own(
                Problem.NOT_YET,
                "It is not known yet whether there are AWS credentials: the search took more than "
                        + Amounts.limit(limit) + ".",
                LOOKS_AGAIN
                        + " If this persists, the instance metadata service does not answer: paste credentials on the"
                        + " page Account.");
    }

    static Problem unreadableProfile() {
        return own(
                "UnreadableProfile",
                "The AWS SDK cannot read the profile files: ~/.aws/credentials or ~/.aws/config has an invalid line.",
                "Correct that line, or empty ~/.aws/credentials and paste the whole block again.");
    }

    private static Problem unreachable(AwsCall call, String why, String remedy) {
        return new Problem(
                call.call(), "Unreachable", "The endpoint of " + call.call() + " is not reachable. " + why, remedy);
    }

    /** The answer came, but not from AWS. */
    static Problem unreadable(String what) {
        return own(
                "UnreadableAnswer",
                "The answer was " + what + ".",
                "Check AWS_ENDPOINT_URL, and whether a proxy or a login page intercepts the calls.");
    }

    private static String code(AwsServiceException answer) {
        String code = answer.awsErrorDetails() == null
                ? ""
                : AbsentTexts.orEmpty(answer.awsErrorDetails().errorCode());
        return code.endsWith("Exception") ? code.substring(0, code.length() - "Exception".length()) : code;
    }

    private static String quote(AwsServiceException answer) {
        String readable = ENCODED.matcher(message(answer)).replaceAll("");
        return bounded(LONG_TOKEN.matcher(readable).replaceAll("…").strip());
    }

    private static String message(AwsServiceException answer) {
        return answer.awsErrorDetails() == null
                ? ""
                : AbsentTexts.orEmpty(answer.awsErrorDetails().errorMessage());
    }

    private static String bounded(@Nullable String text) {
        String whole = AbsentTexts.orEmpty(text);
        return whole.length() <= LONGEST_QUOTE ? whole : whole.substring(0, LONGEST_QUOTE) + "…";
    }

    private static boolean timedOut(Throwable failure) {
        return Stream.of(
                        ApiCallTimeoutException.class,
                        ApiCallAttemptTimeoutException.class,
                        AbortedException.class,
                        SocketTimeoutException.class,
                        InterruptedException.class,
                        ClosedByInterruptException.class)
                .anyMatch(type -> find(failure, type).isPresent());
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
