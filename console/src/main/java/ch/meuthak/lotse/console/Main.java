package ch.meuthak.lotse.console;

import ch.meuthak.lotse.server.Launch;
import ch.meuthak.lotse.server.Settings;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Logger;

/** Starts the console by itself: against AWS, or whatever {@code AWS_ENDPOINT_URL} names. */
public final class Main {
    private static final String NAME = "lotse-console";

    private Main() {}

    public static void main(String[] args) {
        Launch.run(NAME, Main::start);
    }

    private static void start() {
        Settings settings = Settings.load();
        ConsoleSettings console = ConsoleSettings.of(settings);
        settings.rejectUnknown();
        Logger log = Logger.getLogger(Main.class.getName());
        settings.effective().forEach(log::info);
        Console running = Console.start(console, Optional.empty(), InstantSource.system());
        io.helidon.Main.addShutdownHandler(running::close);
        console.box().ifPresent(box -> box.onNewSocket(Main::endForNewSocket));
        System.out.println("console  " + running.loginUrl());
    }

    /** What serves goes on, and an unfinished deployment, which could not reach the engine any more, is taken up afterwards. */
    private static void endForNewSocket() {
        Launch.end(
                NAME,
                "the Docker engine has made its socket anew, and this container still has the old one: ending, so that the"
                        + " engine starts it again with the new one");
    }
}
