package ch.meuthak.lotse.console.web.hook;

import ch.meuthak.lotse.console.trust.GitHubTrust;
import ch.meuthak.lotse.console.trust.TrustSettings;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts to paste so that a pipeline can deploy to this installation. The names are those of {@code docker-compose.yml}, of
 * {@code .github/actions/redeploy/action.yml} and of {@code .github/workflows/deploy.yml}.
 *
 * @param domain of the API
 * @param workflowPath where the workflow goes in the repository
 * @param ref the branch or tag that it must run on
 * @param environment GitHub's environment of the job
 * @param settings lines of {@code .env}
 * @param workflow YAML
 * @param secretSettings lines of {@code .env} for another CI system, with a placeholder for the secret
 * @param script for another CI system
 */
public record HookExamples(
        String domain,
        String workflowPath,
        String ref,
        String environment,
        String settings,
        String workflow,
        String secretSettings,
        String script) {

    /** Where GitHub tells the two numbers; {@code gh} asks it with a login, for a private repository. */
    static final String NUMBERS = "gh api repos/OWNER/REPO --jq '.id, .owner.id'";

    static final String NUMBERS_ADDRESS = "https://api.github.com/repos/OWNER/REPO";

    private static final String REPOSITORY = "<where the backend's images are, without a tag>";

    /** After a change of {@code .env}. */
    static final String RESTART = "docker-compose up -d --no-deps console";

    private static final String PUBLIC_ISSUER = "https://token.actions.githubusercontent.com";

    /** The defaults of {@code application.yaml} and {@code deploy.yml}. */
    public static final GitHubTrust USUAL = new GitHubTrust(
            "<id>",
            "<owner.id>",
            "refs/heads/main",
            "production",
            Set.of("push", "workflow_dispatch"),
            ".github/workflows/deploy.yml",
            PUBLIC_ISSUER,
            URI.create(PUBLIC_ISSUER + "/.well-known/jwks"));

    /** Texts that are the same with and without quotes, in YAML and in a file of settings. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./][A-Za-z0-9_./-]*");

    private static final String WORKFLOW = """
            name: Deploy

            on:
            @ON@
            permissions: {}

            # One after another; one that has begun is never cancelled.
            concurrency:
              group: @GROUP@
              cancel-in-progress: false

            jobs:
              # Before it, a job "build" pushes the image and has its digest, sha256:..., as its output.
              redeploy:
                needs: build
                runs-on: ubuntu-24.04
                timeout-minutes: 25
                environment:
                  name: @ENVIRONMENT@
                  url: https://@DOMAIN@
                permissions:
                  contents: read
                  id-token: write
                steps:
                  - uses: OWNER/lotse/.github/actions/redeploy@v1
                    with:
                      url: https://@DOMAIN@
                      digest: ${{ needs.build.outputs.digest }}
                      revision: ${{ github.sha }}
                      reason: ${{ github.event.head_commit.message }}
            """;

    /** As the README of the redeploy action has it, with the URL of this installation. */
    private static final String SCRIPT = """
            #!/bin/bash
            set -euo pipefail
            # In the environment: LOTSE_HOOK_SECRET, and DIGEST (sha256:..., as the registry knows it).
            LOTSE_URL=${LOTSE_URL:-https://@DOMAIN@}

            # HMAC-SHA256 (RFC 2104) of what comes in. The secret is no program's argument, which others on the machine could read.
            hmac() {
              local key i byte inner='' outer=''
              key=$(printf %s "$LOTSE_HOOK_SECRET" | od -An -v -tx1 | tr -d ' \\n')
              ((${#key} <= 128)) || key=$(printf %s "$LOTSE_HOOK_SECRET" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
              for ((i = 0; i < 128; i += 2)); do
                byte=$((0x0${key:i:2}))
                printf -v inner '%s\\\\x%02x' "$inner" $((byte ^ 0x36))
                printf -v outer '%s\\\\x%02x' "$outer" $((byte ^ 0x5c))
              done
              { printf %b "$outer"; { printf %b "$inner"; cat; } | openssl dgst -sha256 -binary; } | openssl dgst -sha256 -r | cut -d ' ' -f 1
            }

            # The three headers for what they are bound to: the body of a request, or the id of a deployment that is asked about.
            sign() {
              local now id mac
              now=$(date +%s)
              id=$(openssl rand -hex 16)
              mac=$(printf '%s.%s.%s' "$now" "$id" "$1" | hmac)
              printf 'X-Lotse-Timestamp: %s\\nX-Lotse-Id: %s\\nX-Lotse-Signature: sha256=%s\\n' "$now" "$id" "$mac"
            }

            body='{"digest": "'$DIGEST'", "reason": "from our CI"}'
            answer=$(sign "$body" | curl -sS -i --fail-with-body -H @- -H 'Content-Type: application/json' --data-binary "$body" \\
              -H "Idempotency-Key: ${BUILD_ID:-$(date +%s)}" "$LOTSE_URL/hooks/redeploy") || { echo "$answer" >&2; exit 1; }
            location=$(tr -d '\\r' <<<"$answer" | awk 'tolower($1) == "location:" { print $2 }')

            for _ in $(seq 180); do
              sleep 5
              answer=$(sign "${location##*/}" | curl -sS -H @- "$LOTSE_URL$location") || continue
              state=$(grep -o '"state" *: *"[a-z_]*"' <<<"$answer" | head -n 1 | cut -d '"' -f 4) || continue
              echo "$state"
              case $state in
                succeeded) exit 0 ;;
                failed | rolled_back | cancelled) echo "$answer" >&2; exit 1 ;;
              esac
            done
            echo 'not over after 15 minutes: look at the console' >&2
            exit 1
            """;

    /**
     * Those of this installation.
     *
     * @param imageRepository as it is configured; absent when none is
     */
    public static HookExamples of(TrustSettings settings, Optional<String> imageRepository) {
        GitHubTrust trust = settings.github().orElse(USUAL);
        return new HookExamples(
                settings.domain(),
                trust.workflow(),
                trust.ref(),
                trust.environment(),
                settings(trust, settings.domain(), imageRepository.orElse(REPOSITORY)),
                workflow(trust, settings.domain()),
                "LOTSE_DOMAIN=" + settings.domain() + "\nLOTSE_HOOK_SECRET=<what openssl rand -hex 32 prints>\n",
                SCRIPT.replace("@DOMAIN@", settings.domain()));
    }

    private static String settings(GitHubTrust trust, String domain, String imageRepository) {
        String github = "LOTSE_HOOK_GITHUB_";
        String always = "LOTSE_DOMAIN=" + domain + "\n"
                + "LOTSE_IMAGE_REPOSITORY=" + imageRepository + "\n"
                + github + "REPOSITORY_ID=" + trust.repositoryId() + "\n"
                + github + "OWNER_ID=" + trust.ownerId() + "\n"
                + github + "REF=" + quoted(trust.ref()) + "\n"
                + github + "ENVIRONMENT=" + quoted(trust.environment()) + "\n"
                + github + "EVENTS=" + String.join(",", new TreeSet<>(trust.events())) + "\n"
                + github + "WORKFLOW=" + quoted(trust.workflow()) + "\n";
        boolean usual = trust.issuer().equals(USUAL.issuer()) && trust.keys().equals(USUAL.keys());
        return usual
                ? always
                : always + github + "ISSUER=" + trust.issuer() + "\n" + github + "KEYS=" + trust.keys() + "\n";
    }

    private static String workflow(GitHubTrust trust, String domain) {
        String on = new TreeSet<>(trust.events())
                .stream().map(event -> trigger(event, trust.ref())).collect(Collectors.joining());
        return WORKFLOW.replace("@ON@", on)
                .replace("@GROUP@", quoted("deploy-" + trust.environment()))
                .replace("@ENVIRONMENT@", quoted(trust.environment()))
                .replace("@DOMAIN@", domain);
    }

    private static String trigger(String event, String ref) {
        if (!event.equals("push")) {
            return "  " + event + ":\n";
        }
        boolean tag = ref.startsWith("refs/tags/");
        String name = ref.substring(ref.indexOf('/', "refs/".length()) + 1);
        return "  push:\n    " + (tag ? "tags" : "branches") + ": [" + quoted(name) + "]\n";
    }

    /** In single quotes where it needs them (YAML 1.2 section 7.3.2). */
    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
    }

    public String numbers() {
        return NUMBERS;
    }

    public String numbersAddress() {
        return NUMBERS_ADDRESS;
    }

    public String restart() {
        return RESTART;
    }
}
