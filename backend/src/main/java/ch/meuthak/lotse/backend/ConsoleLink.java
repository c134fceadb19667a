package ch.meuthak.lotse.backend;

import ch.meuthak.lotse.server.Setting;
import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.UnixSocketClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The connection to the console: one unix socket, or none.
 *
 * @param hookDeadline deadline of a hook call
 * @param statusDeadline deadline of a status call
 * @param statusFresh how long a status is reused
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
