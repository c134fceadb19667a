package ch.meuthak.lotse.console.facts;

/**
 * Whether the instance metadata service answers this machine. With a hop limit of 1 a container with a network of its own can
 * connect to it, but the answer to the PUT that begins every session never arrives.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html">hop limit</a>
 */
public enum MetadataService {
    /** It answers, or it was not asked. */
    ANSWERS,
    /** It takes the connection and says nothing. */
    SILENT,
    /** There is none, or it is switched off. */
    ABSENT;
}
