package ch.meuthak.lotse.console;

import ch.meuthak.lotse.server.Build;
import ch.meuthak.lotse.server.Launch;
import ch.meuthak.lotse.server.Printable;
import ch.meuthak.lotse.server.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/** Starts the console: against AWS, or the endpoint in {@code AWS_ENDPOINT_URL}. */
public final class Main {
    private static final String NAME = "lotse-console";

    /** As in {@code sysexits.h}. */
    private static final int WRONG_USAGE = 64;

    private Main() {}

    public static void main(String[] args) {
        if (args.length == 0) {
            Launch.run(NAME, Main::start);
        } else if (args[0].equals("doctor")) {
            System.exit(DoctorCommand.hold(List.of(args).subList(1, args.length)));
        } else if (args[0].equals("--version")) {
            System.out.println(NAME + " " + Build.load().name());
        } else {
            System.err.println(NAME + ": unknown argument " + Printable.of(args[0], 100)
                    + ": type doctor (see doctor --help), --version, or nothing to start the console");
            System.exit(WRONG_USAGE);
        }
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

    /** The serving release runs on. The restarted console continues an unfinished deployment, which can no longer reach the engine. */
    private static void endForNewSocket() {
        Launch.end(
                NAME,
                "the Docker engine has recreated its socket, and this container still has the old one. The console ends, so"
                        + " that the engine restarts it with the new one");
    }
}
