package ch.meuthak.lotse.console.web;

/** The console cannot listen. The message is one line that says on which port and what to do. */
public final class ConsolePortTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConsolePortTaken(int port) {
        super("cannot listen on 127.0.0.1:" + port
                + ": the port is taken. Stop what holds it, or set LOTSE_CONSOLE_PORT to another one.");
    }
}
