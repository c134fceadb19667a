package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;

/**
 * Why a registry did not let the engine pull. The engine's own sentence differs from store to store; so it is made to ask once
 * more, for the description of the image alone and whether the login is good, and it is decided by the status of these answers.
 */
final class PullRefusal {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Engine engine;
    private final String image;
    private final RegistryLogin login;

    PullRefusal(Engine engine, String image, RegistryLogin login) {
        this.engine = engine;
        this.image = image;
        this.login = login;
    }

    /** @param said by the engine, in which it may quote the registry */
    PlatformException of(EngineRefusal said) {
        String advice = advice();
        return new PlatformException(
                "The Docker engine did not pull " + image + ": " + said.getMessage()
                        + (advice.isEmpty() ? "" : ". " + advice),
                said);
    }

    private String advice() {
        try {
            return advice(engine.images().statusOfRemote(image, login));
        } catch (PlatformException e) {
            return ""; // it is not known then
        }
    }

    private String advice(int remote) throws PlatformException {
        if (remote == NOT_FOUND) {
            return "The registry has no image with this digest there. Push it, or check the digest.";
        }
        return switch (login) {
            case RegistryLogin.None(var why) -> remote < 300 ? "" : why;
            case RegistryLogin.Given given when remote == FORBIDDEN -> notAllowed(given);
            case RegistryLogin.Given given
            when remote == UNAUTHORIZED -> engine.images().accepts(given) ? notAllowed(given) : wrong(given);
            case RegistryLogin.Given _ -> "";
        };
    }

    private static String notAllowed(RegistryLogin.Given login) {
        return "The registry knows the login (" + login
                + ") and does not let it pull from this repository. Give it that right"
                + " in the registry; at Amazon ECR the actions ecr:BatchGetImage and ecr:GetDownloadUrlForLayer.";
    }

    private static String wrong(RegistryLogin.Given login) {
        return "The registry does not accept the login (" + login
                + "): the password or token is wrong, or has ended. Run" + " `docker login " + login.registry()
                + "` again; the console reads the file before each pull.";
    }
}
