package ch.meuthak.lotse.console.doctor;

import ch.meuthak.lotse.console.report.WrappedText;
import ch.meuthak.lotse.server.Printable;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where the doctor writes.
 *
 * @param output the report, and nothing else
 * @param errors what is said about it
 * @param live whether output goes to a terminal, where a line can be overwritten
 * @param coloured whether that is one with colours, which are wanted
 * @param width columns of text, unless the order says otherwise
 */
public record Terminal(PrintStream output, PrintStream errors, boolean live, boolean coloured, int width) {
    private static final int USUAL_WIDTH = 100;

    /**
     * That of this process, in UTF-8 wherever it runs: a container knows no locale. Colours only on a terminal, and not
     * when NO_COLOR is set (https://no-color.org).
     */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean live = !environment.getOrDefault("TERM", "dumb").equals("dumb")
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
        return new Terminal(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                live,
                live && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                width(environment.getOrDefault("COLUMNS", "")));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static int width(String columns) {
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    WrappedText paper(DoctorOptions order) {
        return new WrappedText(
                Optional.of(order).flatMap(DoctorOptions::width).orElse(width), coloured && order.colour());
    }

    void write(String text) {
        output.print(text);
        output.flush();
    }

    /** In the place of what was shown before; nothing with an empty text. */
    void show(String text) {
        errors.print(Progress.line(text));
        errors.flush();
    }

    void say(String line) {
        errors.println((live ? Progress.line("") : "") + "lotse-console doctor: " + Printable.line(line));
    }

    /** Sentences below a line that was said. */
    void explain(String text) {
        errors.print(new WrappedText(width, coloured).paragraph(text).text());
    }
}
