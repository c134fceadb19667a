package ch.meuthak.lotse.console.cloud;

/**
 * Who the console's credentials belong to.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
public record Account(String id, String arn) {}
