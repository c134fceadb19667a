package ch.meuthak.lotse.server;

/** Text from outside made fit for one line of a log or a message. */
public final class Printable {
    private Printable() {}

    /** The text with control characters replaced, at most {@code max} characters. */
    public static String of(String text, int max) {
        String cut = text.length() > max ? text.substring(0, max) + "..." : text;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
