package ch.meuthak.lotse.console.doctor;

import java.time.Duration;

/** Shows on a terminal, in a line that goes away again, that the doctor is still at work. Elsewhere it shows nothing. */
final class Progress implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final Thread counting;

    private Progress(Terminal terminal) {
        this.terminal = terminal;
        this.counting = Thread.ofVirtual().name("progress").unstarted(this::count);
    }

    static Progress on(Terminal terminal) {
        var progress = new Progress(terminal);
        if (terminal.live()) {
            progress.counting.start();
        }
        return progress;
    }

    private void count() {
        try {
            for (int seconds = 1; ; seconds++) {
                Thread.sleep(EVERY);
                terminal.show("reading, " + seconds + " s");
            }
        } catch (InterruptedException e) {
            terminal.show("");
        }
    }

    @Override
    public void close() {
        counting.interrupt();
        try {
            counting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The line that takes the place of the one before. */
    static String line(String text) {
        return CLEAR_LINE + text;
    }
}
