package ch.meuthak.lotse.console.docker;

/** Finds the logins for registries before each pull, so that a renewed login is used. */
public interface RegistryLogins {

    /**
     * The login for a registry.
     *
     * @param registry its host, with its port where the image's name has one: {@code registry.example.ch:5000};
     *     {@code docker.io} for names without a host
     */
    RegistryLogin find(String registry);
}
