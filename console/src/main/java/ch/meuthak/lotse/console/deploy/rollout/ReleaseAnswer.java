package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.Printable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * What a release reports at its release path. Each part is empty if it is not reported.
 *
 * @param version shortened, as it comes from the release
 * @param slot images that know nothing of slots leave it out: their digest is enough
 */
record ReleaseAnswer(String digest, String version, String revision, String slot) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ReleaseAnswer parse(HealthProbe.Answer answer) throws StepFailure {
        try {
            JsonNode node = answer.isOk() ? JSON.readTree(answer.body()) : JSON.missingNode();
            if (node.isObject()) {
                return new ReleaseAnswer(
                        text(node, "digest"),
                        Printable.excerpt(text(node, "version")),
                        text(node, "revision"),
                        text(node, "slot"));
            }
        } catch (JsonProcessingException _) {
            // said below
        }
        throw new StepFailure("The release path must return JSON with the digest, but returned " + answer
                + ". If the image cannot report it, set LOTSE_DEPLOY_RELEASE_PATH to nothing.");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    /** How it differs from the requested release; absent if it does not. */
    Optional<String> differenceFrom(Release asked, Slot slot) {
        if (!digest.equals(asked.digest())) {
            return Optional.of("The candidate reports digest " + named(digest) + " (expected " + asked.digest() + ").");
        }
        if (!asked.revision().isEmpty() && !revision.equals(asked.revision())) {
            return Optional.of(
                    "The candidate reports revision " + named(revision) + " (expected " + asked.revision() + ").");
        }
        if (!this.slot.isEmpty() && !this.slot.equals(slot.id())) {
            return Optional.of("The candidate reports slot " + named(this.slot) + " (expected " + slot.id()
                    + "). Another process answers at its address, or the image does not read LOTSE_SLOT.");
        }
        return Optional.empty();
    }

    private static String named(String value) {
        return value.isBlank() ? "nothing" : Printable.excerpt(value);
    }
}
