package ch.meuthak.lotse.console.credentials;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What comes along when credentials are copied from a page: a byte order mark, blanks and quotes of typesetters, and the headings
 * of the lab's box around them. Lines keep their numbers: a heading becomes an empty one.
 */
final class LabBox {
    /** A line that is a sentence or a title. The rest of a value that was broken has neither a blank nor a colon. */
    private static final Pattern TITLE = Pattern.compile("[^=]*(?:[^=\\s]\\s+[^=\\s]|:\\s*$)[^=]*|```.*");

    /** What the boxes of AWS Academy and Vocareum are known to say; below the credentials nothing else is passed over. */
    private static final Pattern KNOWN = Pattern.compile(
            "(?:aws (?:cli|details|sso|account)|awsaccountid|cloud (?:labs?|access)|copy and paste|(?:remaining|session)"
                    + " |accumulated |ssh key|region[: ]|show$|hide$|close$|download |no running |```).*");

    private LabBox() {}

    /** The lines that are to be read. */
    static String credentials(String pasted) {
        String text = pasted.replaceAll("[\\ufeff\\u200b\\u2060]", "")
                .replaceAll("[\\u00a0\\u2007\\u202f\\u2009\\u3000]", " ")
                .replaceAll("[\\u201c\\u201d]", "\"")
                .replaceAll("[\\u2018\\u2019]", "'");
        if (text.strip().startsWith("{")) {
            return text.strip();
        }
        boolean[] begun = {false};
        return Stream.of(text.split("\\R", -1))
                .map(String::strip)
                .map(line -> line.replaceFirst("^[$>] +", ""))
                .map(line -> isHeading(line, begun) ? "" : line)
                .collect(Collectors.joining("\n"));
    }

    private static boolean isHeading(String line, boolean[] begun) {
        boolean heading = begun[0]
                ? KNOWN.matcher(line.toLowerCase(Locale.ROOT)).matches() && line.indexOf('=') < 0
                : TITLE.matcher(line).matches() && !line.startsWith("[") && !line.startsWith("#") && !isSetting(line);
        begun[0] |= !heading && !line.isEmpty();
        return heading;
    }

    /** Forms for shells without an equals sign. */
    private static boolean isSetting(String line) {
        return line.contains("AWS_");
    }
}
