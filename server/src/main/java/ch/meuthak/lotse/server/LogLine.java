package ch.meuthak.lotse.server;

import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One line for each record, whatever is in it: time (UTC), level, logger, message; an exception follows in the same line with
 * its causes and their innermost frames. Control characters do not get through, so nobody outside can forge a line.
 */
public final class LogLine extends Formatter {
    private static final int MAX_MESSAGE = 4000;
    private static final int MAX_CAUSES = 4;
    private static final int MAX_FRAMES = 8;

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(160);
        line.append(entry.getInstant().truncatedTo(ChronoUnit.MILLIS)).append(' ');
        line.append(entry.getLevel().getName()).append(' ');
        line.append(shortName(String.valueOf(entry.getLoggerName()))).append(": ");
        line.append(Printable.of(String.valueOf(formatMessage(entry)), MAX_MESSAGE));
        Throwable cause = entry.getThrown();
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            append(line, cause);
        }
        return line.append(System.lineSeparator()).toString();
    }

    private static void append(StringBuilder line, Throwable cause) {
        line.append(" | ").append(Printable.of(cause.toString(), MAX_MESSAGE));
        StackTraceElement[] frames = cause.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
            line.append(" at ").append(frames[i]);
        }
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
