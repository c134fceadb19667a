package ch.meuthak.lotse.console.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code config.json} of {@code docker login}: see "Credential stores" in the reference of the Docker command line. The
 * console's image has no credential helpers; an entry that needs one is reported.
 */
public final class DockerConfigLogins implements RegistryLogins {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String HUB = "docker.io";

    private final Optional<Path> folder;

    /** @param folder the one with {@code config.json}; absent where there is no such file */
    public DockerConfigLogins(Optional<Path> folder) {
        this.folder = folder.map(path -> path.resolve("config.json"));
    }

    @Override
    public RegistryLogin find(String registry) {
        if (folder.isEmpty()) {
            return none(registry, "LOTSE_DOCKER_CONFIG is not set");
        }
        Path file = folder.get();
        try {
            JsonNode config = read(file);
            return login(registry, config, file).orElseGet(() -> none(registry, missing(registry, config, file)));
        } catch (NoSuchFileException e) {
            return none(registry, "the folder of LOTSE_DOCKER_CONFIG has no config.json");
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return none(registry, file + " is not a config.json of `docker login`");
        } catch (IOException e) {
            return none(registry, file + " cannot be read by the console's user (LOTSE_CONSOLE_USER)");
        }
    }

    private static RegistryLogin.None none(String registry, String why) {
        return new RegistryLogin.None("The console has no login for " + registry + ": " + why
                + ". If the registry needs one, run `docker login"
                + (registry.equals(HUB) ? "" : " " + registry)
                + "` on the box. Then set LOTSE_DOCKER_CONFIG in .env to the folder of its config.json.");
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            JsonNode config = bytes.length > MOST_BYTES ? null : Engine.JSON.readTree(bytes);
            if (config == null || !config.isObject()) {
                throw new IllegalArgumentException("no such file");
            }
            return config;
        }
    }

    private static Optional<RegistryLogin> login(String registry, JsonNode config, Path file) {
        JsonNode entry = entry(config.path("auths"), registry);
        String identity = entry.path("identitytoken").asText();
        if (!identity.isEmpty()) {
            return Optional.of(new RegistryLogin.Given(registry, "", identity, true, file.toString()));
        }
        String packed = entry.path("auth").asText();
        String plain = packed.isEmpty()
                ? entry.path("username").asText() + ":" + entry.path("password").asText()
                : new String(Base64.getDecoder().decode(packed.strip()), StandardCharsets.UTF_8);
        int colon = plain.indexOf(':');
        return colon <= 0 || colon == plain.length() - 1
                ? Optional.empty()
                : Optional.of(new RegistryLogin.Given(
                        registry, plain.substring(0, colon), plain.substring(colon + 1), false, file.toString()));
    }

    /** Keys are hosts, or addresses as older commands wrote them: {@code https://registry.example.ch/v1/}. */
    private static JsonNode entry(JsonNode byRegistry, String registry) {
        return byRegistry
                .propertyStream()
                .filter(entry -> host(entry.getKey()).equals(registry.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Engine.JSON.missingNode());
    }

    private static String host(String key) {
        String host =
                key.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("/.*", "");
        return host.equals("index.docker.io") || host.equals("registry-1.docker.io") ? HUB : host;
    }

    private static String missing(String registry, JsonNode config, Path file) {
        String helper = entry(config.path("credHelpers"), registry).asText();
        String keeper = helper.isEmpty() ? config.path("credsStore").asText() : helper;
        return keeper.isEmpty()
                ? file + " has no entry for it"
                : file + " uses the program docker-credential-" + keeper.replaceAll("[^A-Za-z0-9._-]", "?")
                        + ", which the console cannot run. Remove credsStore and credHelpers from the file first";
    }
}
