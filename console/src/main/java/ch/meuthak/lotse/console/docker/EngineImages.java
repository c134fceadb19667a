package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.docker.EngineSocket.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of the engine about images, and through it of registries. */
final class EngineImages {
    private static final Duration PULL = Duration.ofMinutes(30);
    private static final Duration PULL_SILENCE = Duration.ofMinutes(2);
    private static final int MOST_PULL_BYTES = 256 * 1024 * 1024;

    private final EngineSocket socket;
    private final EngineCalls calls;

    EngineImages(EngineSocket socket, EngineCalls calls) {
        this.socket = socket;
        this.calls = calls;
    }

    /** The images that have the repository in one of their names. */
    List<JsonNode> of(String repository) throws PlatformException {
        String filters = EngineCalls.filters(Map.of("reference", List.of(repository)));
        return EngineCalls.list(calls.look("list its images", "/images/json?filters=" + filters));
    }

    Optional<JsonNode> find(String reference) throws PlatformException {
        return calls.find("describe image " + reference, "/images/" + EngineCalls.path(reference) + "/json");
    }

    /** Removes the name, and with its last name the image. Does nothing without one, or if a container uses it. */
    void remove(String reference) throws PlatformException {
        calls.changeUnless(
                Call.delete("remove image " + reference, "/images/" + EngineCalls.path(reference), EngineCalls.CHANGE),
                EngineRefusal.CONFLICT,
                EngineRefusal.NOT_FOUND);
    }

    /** Returns after the last message of the engine. */
    void pull(String repository, String digest, RegistryLogin login, JsonLines.Taker taker)
            throws PlatformException, EngineRefusal, InterruptedException {
        String path =
                "/images/create?fromImage=" + EngineCalls.encoded(repository) + "&tag=" + EngineCalls.encoded(digest);
        var call = Call.post("pull " + repository + "@" + digest, path, "", PULL)
                .withSilence(PULL_SILENCE)
                .withLogin(login);
        socket.interruptibly(call, EngineAnswer.lines(MOST_PULL_BYTES, taker));
    }

    /** The engine's status for an image in the registry: good if the login may read it. */
    int statusOfRemote(String image, RegistryLogin login) throws PlatformException {
        return calls.status(Call.get(
                        "ask the registry for " + image,
                        "/distribution/" + EngineCalls.path(image) + "/json",
                        EngineCalls.CHANGE)
                .withLogin(login));
    }

    /** Whether the registry accepts the login, with any rights. */
    boolean accepts(RegistryLogin.Given login) throws PlatformException {
        String body = new String(Base64.getUrlDecoder().decode(login.header()), StandardCharsets.UTF_8);
        var call = Call.post("try the login for " + login.registry(), "/auth", body, EngineCalls.CHANGE);
        return calls.status(call.withSecrets(login.secrets())) < 300;
    }
}
