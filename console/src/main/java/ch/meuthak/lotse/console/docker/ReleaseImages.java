package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.server.Printable;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The images of the repository. The digest of a release is that of its manifest in the registry. An image that was built here and
 * never pushed has none, and goes by its id.
 */
final class ReleaseImages {

    private final Engine engine;
    private final DockerSettings settings;
    private final RegistryLogins logins;
    private final PullTimes times;

    ReleaseImages(Engine engine, DockerSettings settings, RegistryLogins logins, PullTimes times) {
        this.engine = engine;
        this.settings = settings;
        this.logins = logins;
        this.times = times;
    }

    /** The registry may have an image that is not here: the pull shows that. */
    Optional<Release> find(String digest) throws PlatformException {
        if (!Release.isDigest(digest)) {
            return Optional.empty();
        }
        return Optional.of(local(digest)
                .map(image -> release(digest, image.path("Config").path("Labels")))
                .orElse(new Release(digest, "", "")));
    }

    /** The image with the digest, as the engine describes it; absent when it is not here. */
    Optional<JsonNode> local(String digest) throws PlatformException {
        Optional<JsonNode> pulled =
                engine.images().find(settings.image(digest)).filter(image -> hasDigest(image, digest));
        return pulled.isPresent()
                ? pulled
                : engine.images()
                        .find(digest)
                        .filter(image -> image.path("Id").asText().equals(digest) && isOurs(image));
    }

    /** The engine's name for an image that is here: its id if it was never pushed. */
    String reference(String digest) throws PlatformException {
        JsonNode image = local(digest)
                .orElseThrow(() -> new PlatformException(
                        "The image " + settings.image(digest) + " is no longer here. Deploy it again."));
        return hasDigest(image, digest) ? settings.image(digest) : digest;
    }

    private boolean hasDigest(JsonNode image, String digest) {
        return digests(image).contains(digest);
    }

    private List<String> digests(JsonNode image) {
        String prefix = settings.repository() + "@";
        return image.path("RepoDigests")
                .valueStream()
                .map(JsonNode::asText)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(digest -> Release.isDigest(digest))
                .toList();
    }

    private boolean isOurs(JsonNode image) {
        return tags(image).stream().anyMatch(tag -> tag.startsWith(settings.repository() + ":"));
    }

    /** With containerd's image store, the default of Docker 29, {@code RepoTags} also lists names by digest; those are no tags. */
    private static List<String> tags(JsonNode image) {
        return image.path("RepoTags")
                .valueStream()
                .map(JsonNode::asText)
                .filter(name -> !name.startsWith("<none>") && !name.contains("@"))
                .toList();
    }

    /**
     * Bytes that the image takes on the disk; 0 when it is not here. With containerd's image store only the list has them: the
     * image itself is described with the size of its packed layers.
     */
    long size(String id) throws PlatformException {
        long described = engine.images()
                .find(id)
                .map(image -> image.path("Size").asLong())
                .orElse(0L);
        return engine.images().of(settings.repository()).stream()
                .filter(image -> image.path("Id").asText().equals(id))
                .mapToLong(image -> image.path("Size").asLong())
                .reduce(described, Math::max);
    }

    /** The digest of a container's image as a release. */
    String digest(JsonNode image) {
        List<String> digests = digests(image);
        return digests.isEmpty() ? image.path("Id").asText() : digests.getFirst();
    }

    void pull(Release release, Consumer<String> progress) throws PlatformException, InterruptedException {
        String name = settings.image(release.digest());
        if (local(release.digest()).isPresent()) {
            progress.accept("The image " + name + " is already here");
            return;
        }
        progress.accept("Pulling " + name);
        pull(name, release.digest(), progress);
        if (engine.images()
                .find(name)
                .filter(image -> hasDigest(image, release.digest()))
                .isEmpty()) {
            throw new PlatformException("The Docker engine reported the pull of " + name
                    + " as done, but has no image with that digest. Nothing was changed. Try again.");
        }
        times.pulled(release.digest());
        progress.accept("Pulled. The digest matches");
    }

    private void pull(String name, String digest, Consumer<String> progress)
            throws PlatformException, InterruptedException {
        RegistryLogin login = logins.find(settings.registry());
        if (login instanceof RegistryLogin.Given given) {
            progress.accept("The pull uses the login " + given);
        }
        try {
            engine.images().pull(settings.repository(), digest, login, new PullProgress(progress));
        } catch (EngineRefusal e) {
            throw new PullRefusal(engine, name, login).of(e);
        }
    }

    /** Newest first, by the time of the pull; by the build if that is not known. */
    List<Release> kept() throws PlatformException {
        return images().stream().map(Kept::release).toList();
    }

    private record Kept(Release release, String id, boolean tagged, Instant at) {}

    private List<Kept> images() throws PlatformException {
        List<Kept> found = new ArrayList<>();
        for (JsonNode image : engine.images().of(settings.repository())) {
            Instant built = Instant.ofEpochSecond(image.path("Created").asLong());
            boolean tagged = !tags(image).isEmpty();
            for (String digest : digests(image)) {
                Instant at = times.pulledAt(digest).orElse(built);
                found.add(new Kept(
                        release(digest, image.path("Labels")), image.path("Id").asText(), tagged, at));
            }
        }
        found.sort(Comparator.comparing(Kept::at).reversed());
        return found;
    }

    static Release release(String digest, JsonNode labels) {
        return new Release(digest, label(labels, Names.VERSION), label(labels, Names.REVISION));
    }

    private static String label(JsonNode labels, String name) {
        return Printable.output(labels.path(name).asText(), 100);
    }

    /** Never removes an image of a container on this machine, nor one with a tag: Compose needs the one that its file names. */
    void prune(List<Release> keep, int newest) throws PlatformException {
        Set<String> digests = keep.stream().map(Release::digest).collect(Collectors.toSet());
        Set<String> used = used();
        for (Kept image : images().stream().skip(newest).toList()) {
            String digest = image.release().digest();
            if (!digests.contains(digest) && !image.tagged() && !used.contains(image.id())) {
                engine.images().remove(settings.image(digest));
                times.forget(digest);
            }
        }
    }

    private Set<String> used() throws PlatformException {
        Set<String> used = new HashSet<>();
        engine.containers(List.of())
                .forEach(container -> used.add(container.path("ImageID").asText()));
        return used;
    }
}
