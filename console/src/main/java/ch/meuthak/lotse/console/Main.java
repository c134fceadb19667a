package ch.meuthak.lotse.console;

import ch.meuthak.lotse.server.Launch;
import ch.meuthak.lotse.server.Settings;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Logger;

/** Starts the console by itself: against AWS, or whatever {@code AWS_ENDPOINT_URL} names. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Launch.run("lotse-console", Main::start);
    }

    private static void start() {
        Settings settings = Settings.load();
        ConsoleSettings console = ConsoleSettings.of(settings);
        settings.rejectUnknown();
        Logger log = Logger.getLogger(Main.class.getName());
        settings.effective().forEach(log::info);
        Console running = Console.start(console, Optional.empty(), InstantSource.system());
        io.helidon.Main.addShutdownHandler(running::close);
        System.out.println("console  " + running.loginUrl());
    }
}
