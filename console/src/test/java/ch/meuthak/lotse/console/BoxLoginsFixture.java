package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.aws.AwsConnection;
import ch.meuthak.lotse.console.aws.EcrTokens;
import ch.meuthak.lotse.console.aws.TestAws;
import ch.meuthak.lotse.console.docker.DockerConfigLogins;
import ch.meuthak.lotse.console.docker.RegistryLogin;
import ch.meuthak.lotse.console.docker.RegistryLogins;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** The logins as a console has them whose AWS is at that endpoint, without a file of {@code docker login}. */
public final class BoxLoginsFixture implements RegistryLogins, AutoCloseable {
    private final AwsConnection connection;
    private final RegistryLoginSources logins;

    public BoxLoginsFixture(URI endpoint) {
        connection = new AwsConnection(TestAws.settings(endpoint));
        logins = new RegistryLoginSources(
                new EcrTokens(connection, InstantSource.system()), new DockerConfigLogins(Optional.empty()));
    }

    @Override
    public RegistryLogin find(String registry) {
        return logins.find(registry);
    }

    @Override
    public void close() {
        connection.close();
    }
}
