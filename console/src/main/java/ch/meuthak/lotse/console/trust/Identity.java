package ch.meuthak.lotse.console.trust;

/** The caller. It is proved only within a {@link TrustDecision.Trusted}. */
public sealed interface Identity {

    /** {@code github OWNER/REPO run 123 by ACTOR}, {@code hmac}: one line, made printable. */
    String name();

    /** Where people can look at it; empty when nowhere. */
    String url();

    /** Within it an idempotency key is one and the same: a repository, or everybody who knows the secret. */
    String scope();

    /**
     * A run of a GitHub workflow.
     *
     * @param site {@code https://github.com}
     * @param repository {@code OWNER/REPO} as it is named now
     * @param repositoryId its number, which stays
     * @param runId digits; empty when the token has none
     * @param actor whose push or click it was; empty when the token does not say
     */
    record GitHubRun(String site, String repository, String repositoryId, String runId, String actor)
            implements Identity {
        @Override
        public String name() {
            return "github " + repository
                    + (runId.isEmpty() ? "" : " run " + runId)
                    + (actor.isEmpty() ? "" : " by " + actor);
        }

        @Override
        public String url() {
            return runId.isEmpty() ? "" : site + "/" + repository + "/actions/runs/" + runId;
        }

        @Override
        public String scope() {
            return "github " + repositoryId;
        }
    }

    /** Somebody who knows the shared secret. */
    record SecretHolder() implements Identity {
        @Override
        public String name() {
            return "hmac";
        }

        @Override
        public String url() {
            return "";
        }

        @Override
        public String scope() {
            return "hmac";
        }
    }
}
