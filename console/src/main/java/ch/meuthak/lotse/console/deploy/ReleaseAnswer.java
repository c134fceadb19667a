package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.server.Printable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * What a release says it is at its release path.
 *
 * @param digest empty when it does not say, as the others
 * @param version shortened, as it comes from the release
 * @param slot empty also of images that know nothing of slots: their digest says enough
 */
record ReleaseAnswer(String digest, String version, String revision, String slot) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ADVICE =
            ". If the image cannot say it, set LOTSE_DEPLOY_RELEASE_PATH to nothing: then it is not asked.";

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
        } catch (JsonProcessingException e) {
            throw new StepFailure("It did not say in JSON which release it is, but: " + answer + ADVICE);
        }
        throw new StepFailure("It did not say which release it is, but: " + answer + ADVICE);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    /** Why this is not what was asked for; absent when it is. */
    Optional<String> differenceFrom(Release asked, Slot slot) {
        if (!digest.equals(asked.digest())) {
            return Optional.of("It says it is " + named(digest) + ", but " + asked.digest() + " was asked for.");
        }
        if (!asked.revision().isEmpty() && !revision.equals(asked.revision())) {
            return Optional.of(
                    "It says its revision is " + named(revision) + ", but " + asked.revision() + " was asked for.");
        }
        if (!this.slot.isEmpty() && !this.slot.equals(slot.id())) {
            return Optional.of("It says it runs in slot " + named(this.slot) + ", but it was started in " + slot.id()
                    + ": another process answers at its address, or the image does not take LOTSE_SLOT from its"
                    + " environment.");
        }
        return Optional.empty();
    }

    private static String named(String value) {
        return value.isBlank() ? "nothing" : Printable.excerpt(value);
    }
}
