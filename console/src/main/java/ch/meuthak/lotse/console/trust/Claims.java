package ch.meuthak.lotse.console.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A token's claims (RFC 7519 section 4), read only with the types that GitHub gives them. */
record Claims(ObjectNode tree) {
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");
    private static final Pattern ACTOR = Pattern.compile("[A-Za-z0-9\\[\\]_.-]{1,60}");
    private static final Pattern JTI = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** Beyond it, not all readers of JSON see the same number. */
    private static final long LAST_SECOND = 1L << 53;

    Optional<String> text(String name) {
        return Optional.ofNullable(tree.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** Whole seconds since 1970: GitHub sends no others. */
    Optional<Instant> time(String name) {
        return Optional.ofNullable(tree.get(name))
                .filter(node -> node.isIntegralNumber() && node.canConvertToLong())
                .map(JsonNode::longValue)
                .filter(seconds -> seconds > 0 && seconds < LAST_SECOND && seconds < Instant.MAX.getEpochSecond() / 2)
                .map(Instant::ofEpochSecond);
    }

    Optional<String> jti() {
        return text("jti").filter(JTI.asMatchPredicate());
    }

    Optional<String> repository() {
        return text("repository").filter(REPOSITORY.asMatchPredicate());
    }

    /** The claim's value for a sentence. */
    String shown(String name) {
        JsonNode node = tree.get(name);
        if (node == null) {
            return "missing";
        }
        return node.isTextual() ? QuotedText.shown(node.textValue()) : "no text: " + QuotedText.shown(node.toString());
    }

    /** The run that it claims, without proof. */
    Identity.GitHubRun run(String site) {
        return new Identity.GitHubRun(
                site,
                repository().orElse("unknown/unknown"),
                text("repository_id").filter(DIGITS.asMatchPredicate()).orElse("0"),
                text("run_id").filter(DIGITS.asMatchPredicate()).orElse(""),
                text("actor").filter(ACTOR.asMatchPredicate()).orElse(""));
    }
}
