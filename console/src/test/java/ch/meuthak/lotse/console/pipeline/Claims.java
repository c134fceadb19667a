package ch.meuthak.lotse.console.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The claims of a token as GitHub makes it for a push to main, in a job with an environment. */
record Claims(ObjectNode tree) {
    static Claims of(String audience) {
        return new Claims(Checkout.JSON
                .createObjectNode()
                .put("aud", audience)
                .put("repository_id", "74")
                .put("repository_owner_id", "65")
                .put("ref", "refs/heads/main")
                .put("environment", "staging")
                .put("event_name", "push")
                .put("workflow_ref", "octo-org/Octo-Repo/.github/workflows/deploy.yml@refs/heads/main")
                .put("iat", 1_795_620_000L));
    }

    /** Looks like a token; the hook here does not verify what it gave out itself. */
    String token(int number) {
        return base64("{\"alg\":\"RS256\"}") + '.' + base64(tree.toString()) + '.' + base64("signature " + number);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
