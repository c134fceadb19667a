package ch.meuthak.lotse.console.docker;

/** Labels and variables, Compose's and ours. */
final class Names {
    /** See {@code pkg/api/labels.go} of docker/compose. */
    static final String PROJECT = "com.docker.compose.project";

    static final String SERVICE = "com.docker.compose.service";
    static final String NUMBER = "com.docker.compose.container-number";
    static final String ONE_OFF = "com.docker.compose.oneoff";

    /** Compose names the container there that this one replaces; it is nobody's business any more. */
    static final String REPLACE = "com.docker.compose.replace";

    static final String SLOT = "ch.meuthak.lotse.slot";
    static final String DIGEST = "ch.meuthak.lotse.digest";

    /** See the annotations in the OCI image specification. */
    static final String VERSION = "org.opencontainers.image.version";

    static final String REVISION = "org.opencontainers.image.revision";

    static final String SLOT_VARIABLE = "LOTSE_SLOT";
    static final String DIGEST_VARIABLE = "LOTSE_RELEASE_DIGEST";

    private Names() {}

    /** The name in {@code NAME=value}. */
    static String variable(String assignment) {
        return assignment.split("=", 2)[0];
    }
}
