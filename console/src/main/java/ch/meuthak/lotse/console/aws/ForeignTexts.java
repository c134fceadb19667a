package ch.meuthak.lotse.console.aws;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the messages of the AWS SDK that have no type of their own: the only place that reads them. */
final class ForeignTexts {
    private ForeignTexts() {}

    /** Whether no link of the SDK's chain gave credentials. */
    static boolean saysNoCredentials(Throwable failure) {
        String text = text(failure);
        return text.contains("unable to load credentials") || text.contains("unable to load any credentials");
    }

    /** Whether an answer came that the SDK could not read. */
    static boolean saysUnreadable(Throwable failure) {
        return text(failure).contains("unmarshal");
    }

    private static String text(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> AbsentTexts.orEmpty(cause.getMessage()))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
    }
}
