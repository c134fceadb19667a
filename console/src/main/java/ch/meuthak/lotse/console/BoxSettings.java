package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.aws.AwsConnection;
import ch.meuthak.lotse.console.aws.EcrTokens;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.docker.DockerConfigLogins;
import ch.meuthak.lotse.console.docker.DockerPlatform;
import ch.meuthak.lotse.console.docker.DockerSettings;
import ch.meuthak.lotse.console.docker.SocketMonitor;
import ch.meuthak.lotse.console.haproxy.HaProxyEdge;
import ch.meuthak.lotse.console.haproxy.HaProxySettings;
import ch.meuthak.lotse.console.host.CpuSupply;
import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.SettingsException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The box that the console deploys to: containers of a Docker engine behind a HAProxy.
 *
 * @param dockerConfig the folder with the {@code config.json} of {@code docker login}; absent without one
 */
public record BoxSettings(DockerSettings docker, Optional<Path> dockerConfig, HaProxySettings edge) {

    /**
     * Reads them; absent for a console that only watches.
     *
     * @throws ch.meuthak.lotse.server.SettingsException when one is wrong, in one line
     */
    static Optional<BoxSettings> of(Settings settings, Path stateDirectory) {
        boolean docker = settings.at("lotse.platform").oneOf("none", "docker").equals("docker");
        Optional<Path> dockerConfig =
                settings.at("lotse.docker.config").optional().map(Path::of);
        var box = new BoxSettings(docker(settings, stateDirectory), dockerConfig, edge(settings));
        if (docker) {
            settings.at("lotse.image.repository").text();
        }
        return docker ? Optional.of(box) : Optional.empty();
    }

    private static DockerSettings docker(Settings settings, Path stateDirectory) {
        String repository = settings.at("lotse.image.repository").optional().orElse("none");
        try {
            return new DockerSettings(
                    settings.at("lotse.docker.socket").path(),
                    repository,
                    settings.at("lotse.compose.project").optional().orElse(""),
                    settings.at("lotse.compose.service").text(),
                    settings.at("lotse.service.port").port(),
                    settings.at("lotse.slot.blue").text(),
                    settings.at("lotse.slot.green").text(),
                    stateDirectory);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    private static HaProxySettings edge(Settings settings) {
        try {
            return HaProxySettings.of(settings.at("lotse.edge.socket").path());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    /** Where the images are that are deployed. */
    String imageRepository() {
        return docker.repository();
    }

    /** Does not yet talk to the engine or the edge: the deployments do, again and again until both answer. */
    public DeployTarget machine(AwsConnection aws, Lifecycle parts, InstantSource clock) {
        GivenTime time = CpuSupply.ofThisBox(GivenTime.MOST_STRETCH)::givenNanos;
        var logins = new RegistryLoginSources(new EcrTokens(aws, clock), new DockerConfigLogins(dockerConfig));
        var platform = parts.add(new DockerPlatform(docker, logins, clock, time));
        return new DeployTarget(platform, new HaProxyEdge(edge, time), Optional.empty(), platform::containers, time);
    }

    /** Does this when the engine's socket in this container turns out to be an old one. */
    void onNewSocket(Runnable end) {
        SocketMonitor.start(docker.socket(), end);
    }
}
