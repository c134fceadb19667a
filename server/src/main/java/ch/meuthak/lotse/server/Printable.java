package ch.meuthak.lotse.server;

import java.util.regex.Pattern;

/**
 * Text from outside made fit for one line of a log, a message, a page or a terminal. The controls from U+0080 on are among what
 * is replaced: to a terminal U+009B is ESC and a bracket.
 */
public final class Printable {
    /** A control sequence (ECMA-48 section 5.4), or any other control character but a tab. */
    private static final Pattern CONTROL = Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]|[\\p{Cc}&&[^\\t]]");

    private static final int EXCERPT = 100;

    private Printable() {}

    /** The text with control characters, and what turns its direction, replaced, at most {@code max} characters. */
    public static String of(String text, int max) {
        return with('?', cut(text, max));
    }

    /** The same of a text of any length that may have line ends and tabs: they become blanks. */
    public static String line(String text) {
        return with('?', text.replaceAll("\\s", " "));
    }

    /** The same, at most {@code max} characters of it. */
    public static String line(String text, int max) {
        return of(text.strip().replaceAll("\\s+", " "), max);
    }

    /** Its beginning, for a message. */
    public static String excerpt(String text) {
        return line(text, EXCERPT);
    }

    /** A line of a program's output, without terminal colours and other control characters, at most {@code max} characters. */
    public static String output(String line, int max) {
        return cut(CONTROL.matcher(line).replaceAll(""), max);
    }

    /** The text with a sign of the caller's in place of each such character. */
    public static String with(int sign, String text) {
        return text.codePoints()
                .map(c -> isHarmless(c) ? c : sign)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Never in the middle of a character: half of one is no text that can be sent. */
    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max > 0 && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "...";
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
