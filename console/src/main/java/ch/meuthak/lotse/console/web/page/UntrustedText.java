package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.server.Printable;
import java.util.List;

/** Text of strangers on a page. */
public final class UntrustedText {
    private static final int REPLACEMENT = 0xFFFD;

    private UntrustedText() {}

    /** The same, cut to {@code max} characters. */
    public static String shown(String text, int max) {
        return shown(text.length() > max ? text.substring(0, max) + "…" : text);
    }

    /**
     * The text with a visible sign for each character that is invisible itself and changes how others look: controls, and
     * formats such as the overrides of the writing direction (Unicode TR 36, section 2.5).
     */
    public static String shown(String text) {
        return Printable.with(REPLACEMENT, text);
    }

    /** Each of the lines so. */
    public static List<String> shown(List<String> lines) {
        return lines.stream().map(UntrustedText::shown).toList();
    }

    /** A command as it is, or nothing if it has invisible characters: nobody should paste a command without seeing all of it. */
    public static String pasteable(String command) {
        String lines = command.replace("\n", "");
        return shown(lines).equals(lines) ? command : "";
    }
}
