package ch.meuthak.lotse.server;

/** Text from outside made fit for one line of a log or a message. */
public final class Printable {
    private Printable() {}

    /** The text with control characters, and what turns its direction, replaced, at most {@code max} characters. */
    public static String of(String text, int max) {
        return cut(text, max)
                .codePoints()
                .map(c -> isHarmless(c) ? c : '?')
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
