package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.aws.EcrToken;
import ch.meuthak.lotse.console.aws.EcrTokens;
import ch.meuthak.lotse.console.docker.RegistryLogin;
import ch.meuthak.lotse.console.docker.RegistryLogins;
import ch.meuthak.lotse.console.facts.Fact;
import java.util.Optional;

/**
 * The logins of registries: at Amazon ECR that of the console's AWS credentials, and otherwise, or when AWS gives none, that of
 * {@code docker login}.
 */
record RegistryLoginSources(EcrTokens ecr, RegistryLogins file) implements RegistryLogins {
    private static final String SOURCE = "the console's AWS credentials";

    @Override
    public RegistryLogin find(String registry) {
        Optional<Fact<EcrToken>> token = ecr.find(registry);
        if (token.isEmpty()) {
            return file.find(registry);
        }
        return switch (token.get()) {
            case Fact.Known<EcrToken>(var known) ->
                new RegistryLogin.Given(registry, known.user(), known.password(), false, SOURCE);
            case Fact.Failed<EcrToken>(var problem) -> fileOr(registry, problem.message());
            case Fact.Unread<EcrToken>(var why) -> fileOr(registry, why);
        };
    }

    private RegistryLogin fileOr(String registry, String why) {
        return file.find(registry) instanceof RegistryLogin.Given given
                ? given
                : new RegistryLogin.None("AWS gave the console no login for " + registry + ": " + why);
    }
}
