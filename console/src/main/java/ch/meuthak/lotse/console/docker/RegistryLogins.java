package ch.meuthak.lotse.console.docker;

/** Where the logins of registries are. Asked before each pull, so that what was changed or renewed meanwhile is used. */
public interface RegistryLogins {

    /**
     * The login for a registry.
     *
     * @param registry its host, with its port where the image's name has one: {@code registry.example.ch:5000};
     *     {@code docker.io} for names without a host
     */
    RegistryLogin find(String registry);
}
