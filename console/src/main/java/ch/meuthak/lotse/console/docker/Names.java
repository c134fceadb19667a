package ch.meuthak.lotse.console.docker;

/** Labels and variables, Compose's and ours. */
final class Names {
    /** See {@code pkg/api/labels.go} of docker/compose. */
    static final String PROJECT = "com.docker.compose.project";

    static final String SERVICE = "com.docker.compose.service";
    static final String NUMBER = "com.docker.compose.container-number";
    static final String ONE_OFF = "com.docker.compose.oneoff";

    /** Compose's name for the container that this one replaces; useless afterwards. */
    static final String REPLACE = "com.docker.compose.replace";

    /** Compose compares a container with its file by this. */
    static final String HASH = "com.docker.compose.config-hash";

    /** Of Compose, {@code 1.29.2}. */
    static final String VERSION_OF_COMPOSE = "com.docker.compose.version";

    /** All of Compose's begin so. */
    static final String COMPOSE = "com.docker.compose.";

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
