package ch.meuthak.lotse.console.report;

import ch.meuthak.lotse.server.Printable;
import java.util.ArrayList;
import java.util.List;

/** Lines of plain text, no wider than they should be. What others have written cannot steer the terminal. */
public final class WrappedText {
    /** So narrow that nothing is left beside a label and the deepest indent. */
    public static final int NARROWEST = 40;

    private final int width;
    private final boolean coloured;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param width columns, {@link #NARROWEST} or more
     * @param coloured whether a terminal shows it
     */
    public WrappedText(int width, boolean coloured) {
        this.width = Math.max(NARROWEST, width);
        this.coloured = coloured;
    }

    /** Everything that was written. */
    public String text() {
        return out.toString();
    }

    /** Sentences, two columns from the left. */
    public WrappedText paragraph(String text) {
        wrapped(2, text, Colour.SOFT);
        return this;
    }

    void blank() {
        out.append('\n');
    }

    /** Sentences, each line of them so far from the left. */
    void wrapped(int indent, String text, Colour colour) {
        for (String line : lines(text, width - indent)) {
            out.append(" ".repeat(indent))
                    .append(coloured ? colour.of(line) : line)
                    .append('\n');
        }
    }

    /** A label, and sentences in the column beside it. */
    void labelled(int indent, int column, String label, String text) {
        String before = " ".repeat(indent) + padded(label, column);
        for (String line : lines(text, width - indent - column)) {
            out.append(before).append(line).append('\n');
            before = " ".repeat(indent + column);
        }
    }

    /** A label, and on the same line what is to be copied. */
    void unwrapped(int indent, int column, String label, String text) {
        out.append(" ".repeat(indent))
                .append(padded(label, column))
                .append(Printable.line(text))
                .append('\n');
    }

    private static String padded(String label, int column) {
        return label + " ".repeat(Math.max(1, column - label.length()));
    }

    /** Broken between words; a word that is longer than a line has one of its own. */
    private static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : Printable.line(text).strip().split(" +", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
