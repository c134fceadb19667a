package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.documents.Document;
import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A CI system that has bash, curl and openssl, and the script that the redeploy action's README gives it. */
final class OtherCi {
    private static final String DOCUMENT = ".github/actions/redeploy/README.md";
    private static final Pattern SCRIPT = Pattern.compile("```sh\n(#!/bin/bash\n.*?)```", Pattern.DOTALL);
    private static final Pattern SIGN =
            Pattern.compile("^hmac\\(\\) \\{\n.*?^sign\\(\\) \\{\n.*?^}\n", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final String script;
    private final Map<String, String> environment = new HashMap<>();

    /**
     * Skips or fails the calling test when the machine lacks a program.
     *
     * @param folder for its files
     * @param url {@code LOTSE_URL}
     * @param authority who vouches for the server there, in PEM
     */
    OtherCi(Path folder, String url, Path authority) throws IOException {
        List.of("bash", "curl", "openssl").forEach(Tools::require);
        this.folder = folder;
        this.script = first(SCRIPT, Document.of(DOCUMENT).text(), 1);
        environment.putAll(
                Map.of("PATH", System.getenv("PATH"), "LOTSE_URL", url, "CURL_CA_BUNDLE", authority.toString()));
    }

    private static String first(Pattern pattern, String text, int group) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as("%s in %s", pattern, DOCUMENT).isTrue();
        return found.group(group);
    }

    /** What it keeps as {@code LOTSE_HOOK_SECRET}. */
    OtherCi knowing(String secret) {
        environment.put("LOTSE_HOOK_SECRET", secret);
        return this;
    }

    /** The document's script, to its end; says what it printed. */
    String deploy(String digest) throws IOException, InterruptedException {
        return bash(script, Map.of("DIGEST", digest));
    }

    /** The headers that the document's {@code sign} makes for these bytes, one a line. */
    String sign(String bound) throws IOException, InterruptedException {
        return bash(first(SIGN, script, 0) + "sign \"$BOUND\"", Map.of("BOUND", bound));
    }

    /** Posts to the hook with these headers, one a line; says the whole answer, the status line first. */
    String post(String body, String headers) throws IOException, InterruptedException {
        String curl = "printf '%s' \"$HEADERS\" | curl -sS -i -H @- -H 'Content-Type: application/json'"
                + " --data-binary \"$BODY\" \"$LOTSE_URL/hooks/redeploy\"";
        return bash(curl, Map.of("HEADERS", headers, "BODY", body));
    }

    private String bash(String commands, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        Path file = Files.writeString(Files.createTempFile(folder, "step", ".sh"), commands);
        try (Program program = Program.start(folder, all, List.of("bash", file.toString()))) {
            assertThat(program.endsWithin(PATIENCE)).as(program.output()).isTrue();
            assertThat(program.exitCode()).as(program.output()).isZero();
            return program.output();
        }
    }
}
