package ch.meuthak.lotse.console.facts;

import java.util.List;

/**
 * Which link of the SDK's chain gave the credentials.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">the default chain</a>
 */
public enum CredentialSource {
    NONE("nowhere"),
    PASTED("what was pasted on the page Account"),
    ENVIRONMENT("the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
    PROPERTIES("the system properties aws.accessKeyId and aws.secretAccessKey"),
    WEB_IDENTITY("a web identity token"),
    PROFILE("a profile"),
    CONTAINER("the container credentials endpoint"),
    METADATA("the instance profile, by the instance metadata service"),
    OTHER("the settings of the console");

    private final String words;

    CredentialSource(String words) {
        this.words = words;
    }

    /** As it stands in a sentence after "come from". */
    public String words() {
        return words;
    }

    /**
     * What the SDK notes at the credentials about their way: letters with commas between, one for each provider that they have
     * passed. A profile may lead to any of the others, so it comes first.
     */
    public static CredentialSource of(String providers) {
        List<CredentialSource> passed = List.of(providers.split(",")).stream()
                .map(CredentialSource::named)
                .toList();
        return passed.contains(PROFILE) ? PROFILE : passed.getLast();
    }

    private static CredentialSource named(String provider) {
        return switch (provider) {
            case "n", "o", "p", "q", "r", "s", "t", "u", "v", "w" -> PROFILE;
            case "g" -> ENVIRONMENT;
            case "f" -> PROPERTIES;
            case "h", "k" -> WEB_IDENTITY;
            case "z" -> CONTAINER;
            case "0" -> METADATA;
            default -> OTHER;
        };
    }
}
