package ch.meuthak.lotse.backend;

import ch.meuthak.lotse.server.Setting;
import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.UnixSocketClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The console as seen from here: one unix socket, or none.
 *
 * @param hookDeadline for passing on a redeploy request
 * @param statusDeadline for asking for the status
 * @param statusFresh how long a status is good for
 */
record ConsoleLink(Optional<Path> socket, Duration hookDeadline, Duration statusDeadline, Duration statusFresh) {
    private static final int MAX_ANSWER = 256 * 1024;
    private static final Duration MIN = Duration.ofMillis(50);
    private static final Duration MAX = Duration.ofMinutes(1);

    static ConsoleLink of(Settings settings) {
        Setting socket = settings.at("lotse.hook.socket");
        return new ConsoleLink(
                socket.optional().map(set -> socket.path()),
                settings.at("lotse.hook.deadline").duration(MIN, MAX),
                settings.at("lotse.status.deadline").duration(MIN, MAX),
                settings.at("lotse.status.cache").duration(Duration.ZERO, MAX));
    }

    Optional<UnixSocketClient> hook() {
        return socket.map(path -> new UnixSocketClient(path, hookDeadline, MAX_ANSWER));
    }

    Optional<UnixSocketClient> status() {
        return socket.map(path -> new UnixSocketClient(path, statusDeadline, MAX_ANSWER));
    }
}
