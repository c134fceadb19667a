package ch.meuthak.lotse.console.web;

/** Text of strangers on a page. */
final class Foreign {
    private static final int REPLACEMENT = 0xFFFD;

    private Foreign() {}

    /** The same, cut to {@code max} characters. */
    static String shown(String text, int max) {
        return shown(text.length() > max ? text.substring(0, max) + "…" : text);
    }

    /**
     * The text with a visible sign for each character that is invisible itself and changes how others look: controls, and
     * formats such as the overrides of the writing direction (Unicode TR 36, section 2.5).
     */
    static String shown(String text) {
        return text.codePoints()
                .map(c -> hides(Character.getType(c)) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A command as it is, or nothing when the eye cannot check what it would do: nobody should paste what he cannot see. */
    static String pasteable(String command) {
        return shown(command.replace("\n", "")).equals(command.replace("\n", "")) ? command : "";
    }

    private static boolean hides(int type) {
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
