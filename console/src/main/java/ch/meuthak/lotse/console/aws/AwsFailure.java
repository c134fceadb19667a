package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Denial;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.words.Sentences;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Locale;
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

    /** The policy that a Learner Lab puts on its role when a session ends. */
    private static final String LAB_OVER = "voc-cancel-cred";

    static final String REFRESH_THEM = "In a Learner Lab, start the lab and paste the three values of AWS Details into"
            + " ~/.aws/credentials, or on the page Account; the console reads everything at once, without a restart.";

    private AwsFailure() {}

    /** What went wrong with the call, in words. */
    static Problem problem(AwsCall call, Throwable failure) {
        Optional<CallAbandoned> own = find(failure, CallAbandoned.class);
        Optional<AwsServiceException> answer = find(failure, AwsServiceException.class);
        if (own.isPresent()) {
            return new Problem(
                    call.call(),
                    own.get().error(),
                    AbsentTexts.orEmpty(own.get().getMessage()));
        }
        if (answer.isPresent()) {
            return answered(call, answer.get());
        }
        return timedOut(failure) ? timeout(call) : unanswered(call, failure);
    }

    /** The call was not answered in time. */
    static Problem timeout(AwsCall call) {
        return new Problem(
                call.call(),
                "Timeout",
                call.call() + " was not answered in time. The console tries again by itself; if it stays so, check the"
                        + " network between this machine and AWS.");
    }

    /** The console itself made a mistake with what it read; its log says more. */
    static Problem ownFault(String call) {
        return new Problem(
                call,
                "Unexpected",
                "The console could not make sense of what " + call + " gave. Its log says more; report it.");
    }

    private static Problem answered(AwsCall call, AwsServiceException answer) {
        String code = code(answer);
        if (code.isEmpty()) {
            return unreadable(call, "status " + answer.statusCode() + " and no error that can be read");
        }
        if (answer.isThrottlingException() || code.equals("Throttling")) {
            return new Problem(
                    call.call(),
                    "Throttling",
                    "AWS limits how often this account may ask for " + call.call()
                            + ". The console tries again by itself; close other tools that ask often.");
        }
        return new Problem(call.call(), code, explained(call, answer, code), Denial.of(message(answer)));
    }

    private static String explained(AwsCall call, AwsServiceException answer, String code) {
        if (EXPIRED.contains(code)) {
            return "The session credentials have expired. " + REFRESH_THEM;
        }
        if (Problem.isAboutCredentials(code)) {
            return "AWS does not accept the credentials. Check the access key id, its secret and, for a key id that begins"
                    + " with ASIA, the session token. "
                    + REFRESH_THEM;
        }
        String quote = quote(answer);
        if (Problem.isDenied(code)) {
            // The name of the policy stands at the end, where a long message is cut.
            return message(answer).contains(LAB_OVER) ? labOver() : denied(call, Denial.of(message(answer)), quote);
        }
        return Sentences.join(
                "AWS refused " + call.call() + ": " + (quote.isEmpty() ? code : quote),
                "Look the code " + code + " up in the API reference of this call.");
    }

    private static String labOver() {
        return Problem.LAB_ENDED + ": its credentials say who they are and may do nothing else any more. "
                + REFRESH_THEM;
    }

    private static String denied(AwsCall call, Denial denial, String quote) {
        return Sentences.join(
                "The credentials may not call " + call.action()
                        + (denial.why().isEmpty() ? "" : ", because " + denial.why()),
                denial.advice(),
                quote.isEmpty() ? "" : "AWS says: " + quote);
    }

    private static Problem unanswered(AwsCall call, Throwable failure) {
        String text = text(failure).toLowerCase(Locale.ROOT);
        if (text.contains("unable to load credentials") || text.contains("unable to load any credentials")) {
            return new Problem(call.call(), "NoCredentials", noCredentials());
        }
        if (find(failure, UnknownHostException.class).isPresent()) {
            return unreachable(
                    call, "its name does not resolve. Check the region, AWS_ENDPOINT_URL and this machine's DNS.");
        }
        if (find(failure, SSLException.class).isPresent()) {
            return unreachable(call, "the TLS handshake failed. Check this machine's clock and any proxy on the way.");
        }
        if (find(failure, IOException.class).isPresent() && !text.contains("unmarshal")) {
            return unreachable(call, "the connection failed. Check the network and AWS_ENDPOINT_URL.");
        }
        return unreadable(call, "something that is not an answer of AWS");
    }

    static String noCredentials() {
        return "There are no AWS credentials: no environment variables, no profile, no instance profile. Attach an instance"
                + " profile to the box, or put a profile into ~/.aws/credentials. "
                + REFRESH_THEM;
    }

    static String notLoadedYet(Duration limit) {
        return "Nothing is known of AWS yet: the AWS SDK was not loaded within " + limit.toSeconds()
                + " s, as this machine is busy. The console tries again by itself.";
    }

    static String notLookedYet(Duration limit) {
        return "It is not known yet whether there are AWS credentials: looking for them took more than "
                + limit.toSeconds()
                + " s. The console looks again by itself. If it stays so, the instance metadata service does not answer:"
                + " paste credentials into the page Account.";
    }

    static String unreadableProfile() {
        return "The AWS profile files cannot be read: a line in ~/.aws/credentials or ~/.aws/config is none that may stand there."
                + " Correct it, or empty ~/.aws/credentials and paste the whole block again.";
    }

    private static Problem unreachable(AwsCall call, String why) {
        return new Problem(call.call(), "Unreachable", "The endpoint of " + call.call() + " was not reached: " + why);
    }

    private static Problem unreadable(AwsCall call, String what) {
        return new Problem(
                call.call(),
                "UnreadableAnswer",
                call.call() + " was answered with " + what
                        + ". Check AWS_ENDPOINT_URL and whether a proxy or a login page stands in between.");
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

    private static String text(Throwable failure) {
        var text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(AbsentTexts.orEmpty(cause.getMessage())).append('\n');
        }
        return text.toString();
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
