package ch.meuthak.lotse.backend;

import ch.meuthak.lotse.server.Setting;
import ch.meuthak.lotse.server.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The addresses of the backend, and the times of its drain.
 *
 * @param host of the API
 * @param port of the API; 0 for any free one
 * @param portFile the file for the chosen port
 * @param adminHost of metrics and health
 * @param adminPort of metrics and health; 0 for any free one
 * @param drainDelay between "not ready" and the closing of the listeners
 * @param drainGrace time for open requests after that
 */
record Listening(
        String host,
        int port,
        Optional<Path> portFile,
        String adminHost,
        int adminPort,
        Duration drainDelay,
        Duration drainGrace) {

    static Listening of(Settings settings) {
        int apiPort = settings.at("lotse.api.port").port();
        Setting port = settings.at("lotse.backend.port");
        Setting portFile = settings.at("lotse.backend.port.file");
        return new Listening(
                settings.at("lotse.backend.host").text(),
                port.optional().isPresent() ? port.portOrAny() : apiPort,
                portFile.optional().map(set -> portFile.path()),
                settings.at("lotse.backend.admin.host").text(),
                settings.at("lotse.backend.admin.port").portOrAny(),
                settings.at("lotse.drain.delay").duration(Duration.ZERO, Duration.ofMinutes(5)),
                settings.at("lotse.drain.grace").duration(Duration.ofMillis(100), Duration.ofMinutes(5)));
    }
}
