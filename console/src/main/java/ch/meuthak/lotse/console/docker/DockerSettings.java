package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.Slot;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Which containers the console deploys, and where.
 *
 * @param socket the engine's, {@code /var/run/docker.sock}
 * @param repository the only one that images are taken from, without tag and digest: {@code registry.example.ch/team/backend}
 * @param project the Compose project; empty: that of the service's container at a slot's address
 * @param service the Compose service whose containers are the releases
 * @param port where a release listens in its container
 * @param blue the fixed IPv4 address of that slot on the service's network
 * @param green the other one's
 * @param stateDirectory where the remains of releases and the service's specification are kept; also the file system whose
 *     free space says whether an image can be pulled, which therefore should be the engine's
 */
public record DockerSettings(
        Path socket,
        String repository,
        String project,
        String service,
        int port,
        String blue,
        String green,
        Path stateDirectory) {
    /** As the reference grammar of images has it, but for tag and digest. */
    private static final Pattern REPOSITORY =
            Pattern.compile("[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*)*");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final Pattern PART = Pattern.compile("25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9]");
    private static final Pattern ADDRESS = Pattern.compile("(?:(?:%1$s)\\.){3}(?:%1$s)".formatted(PART));

    /** @throws IllegalArgumentException with one line that names the value that cannot be */
    public DockerSettings {
        stateDirectory = stateDirectory.toAbsolutePath().normalize();
        require(
                repository.length() <= 255 && REPOSITORY.matcher(repository).matches(),
                "the image repository must be a name without tag and digest, such as registry.example.ch/backend, not "
                        + repository);
        require(project.isEmpty() || NAME.matcher(project).matches(), "the Compose project cannot be " + project);
        require(NAME.matcher(service).matches(), "the Compose service cannot be " + service);
        require(port >= 1 && port <= 65_535, "the service's port must be 1 to 65535");
        require(ADDRESS.matcher(blue).matches(), "slot blue must be an IPv4 address, not " + blue);
        require(ADDRESS.matcher(green).matches(), "slot green must be an IPv4 address, not " + green);
        require(!blue.equals(green), "the slots must have two addresses");
    }

    String address(Slot slot) {
        return switch (slot) {
            case BLUE -> blue;
            case GREEN -> green;
        };
    }

    URI url(Slot slot) {
        return URI.create("http://" + address(slot) + ":" + port);
    }

    /** The host that the repository's name begins with, with its port; as the reference grammar tells one from a folder. */
    String registry() {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : "docker.io";
    }

    String image(String digest) {
        return repository + "@" + digest;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
