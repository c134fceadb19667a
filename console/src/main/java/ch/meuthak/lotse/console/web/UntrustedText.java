package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.server.Printable;

/** Text of strangers on a page. */
final class UntrustedText {
    private static final int REPLACEMENT = 0xFFFD;

    private UntrustedText() {}

    /** The same, cut to {@code max} characters. */
    static String shown(String text, int max) {
        return shown(text.length() > max ? text.substring(0, max) + "…" : text);
    }

    /**
     * The text with a visible sign for each character that is invisible itself and changes how others look: controls, and
     * formats such as the overrides of the writing direction (Unicode TR 36, section 2.5).
     */
    static String shown(String text) {
        return Printable.with(REPLACEMENT, text);
    }

    /** A command as it is, or nothing when the eye cannot check what it would do: nobody should paste what he cannot see. */
    static String pasteable(String command) {
        String lines = command.replace("\n", "");
        return shown(lines).equals(lines) ? command : "";
    }
}
