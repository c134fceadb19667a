package ch.meuthak.lotse.backend;

import ch.meuthak.lotse.server.Launch;
import ch.meuthak.lotse.server.Settings;
import java.time.InstantSource;
import java.util.logging.Logger;

/** Starts the backend: settings, then listeners, then one log line with their ports. */
public final class Main {
    private static final Logger LOG = Logger.getLogger(Main.class.getName());

    private Main() {}

    /** Takes no arguments: everything is a setting. */
    public static void main(String[] args) {
        Launch.run("lotse-backend", Main::start);
    }

    private static void start() {
        Settings settings = Settings.load();
        Backend backend = new Backend(settings, InstantSource.system());
        settings.effective().forEach(LOG::info);
        Started started = backend.start();
        started.server().stopOnSignal();
        LOG.info(() -> "release %s slot %s: API on port %d, metrics and health on port %d"
                .formatted(started.release().header(), started.release().slot(), started.port(), started.adminPort()));
    }
}
