package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;

/**
 * Why a registry refused a pull. The engine's message differs between image stores. So it is asked for the description of the
 * image and for a test of the login, and the status of these answers decides.
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
            return "The registry has no image with this digest. Push it, or check the digest.";
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
                + "), but the login may not pull from this repository. Grant that"
                + " in the registry; in Amazon ECR the actions ecr:BatchGetImage and ecr:GetDownloadUrlForLayer.";
    }

    private static String wrong(RegistryLogin.Given login) {
        return "The registry does not accept the login (" + login
                + "): the password or token is wrong or has expired. Run" + " `docker login " + login.registry()
                + "` again; the console reads the file before each pull.";
    }
}
