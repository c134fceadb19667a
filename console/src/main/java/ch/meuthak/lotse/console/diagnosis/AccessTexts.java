package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.diagnosis.Explanation.Words.words;

import ch.meuthak.lotse.console.diagnosis.Explanation.Words;
import java.util.Map;

/** What the rules are about that say whether AWS can be read. */
final class AccessTexts {
    static final Map<RuleId, Words> ALL = Map.ofEntries(
            words(
                    RuleId.CRED_NONE,
                    "Nothing gives the console credentials, or no region is set.",
                    "No environment variable, profile or instance profile has any, so AWS cannot be asked at all.",
                    "Attach an instance profile, or put credentials into ~/.aws/credentials; set AWS_REGION or a region in ~/.aws/config."),
            words(
                    RuleId.CRED_FILE,
                    "The credentials file does not say what it seems to: two sections of one name, keys without a section, a blank or quoted value, a line to paste into a shell.",
                    "It was pasted together from several sources, and the SDK reads it by its own rules.",
                    "Write the section anew, with the lines of one source."),
            words(
                    RuleId.CRED_PARTIAL,
                    "The key id begins with ASIA, and there is no session token with it.",
                    "Such a key belongs to a session and is worth nothing without its token. Half of what was to be pasted is missing.",
                    "Paste all three lines again: aws_access_key_id, aws_secret_access_key and aws_session_token."),
            words(
                    RuleId.CRED_IMDS_HOPS,
                    "The instance metadata service does not answer a console in a container with a network of its own.",
                    "Its answers may by default make one network hop, and into such a container they make two.",
                    "Set the hop limit of the instance to 2, or let the console use the network of the host."),
            words(
                    RuleId.CRED_EXPIRED,
                    "AWS answers ExpiredToken or RequestExpired.",
                    "Session credentials last for some hours, and these have ended. A clock that is wrong looks the same.",
                    "Paste all three lines anew, or attach an instance profile, which renews its credentials by itself."),
            words(
                    RuleId.CRED_LAB_ENDED,
                    "GetCallerIdentity works, and everything else is refused by a policy named voc-cancel-cred.",
                    "The session of the Learner Lab is over: the lab takes the permissions back, not the keys.",
                    "Start the lab again, then paste its new keys; an instance profile needs none."),
            words(
                    RuleId.CRED_REGION,
                    "Calls are refused to the credentials of a Learner Lab in a region other than us-east-1 and us-west-2.",
                    "A Learner Lab allows those two regions only.",
                    "Set AWS_REGION, or the region in ~/.aws/config, to the one the deployment is in."),
            words(
                    RuleId.CRED_REFUSED,
                    "AWS does not accept the credentials, for every call alike.",
                    "The key was deleted or belongs to somebody else, the secret does not fit it, or the signature is wrong because the clock is.",
                    "Check the key and its secret, and the clock of the machine; paste them again."),
            words(
                    RuleId.CRED_DENIED,
                    "AWS answers AccessDenied or UnauthorizedOperation to some calls and not to others.",
                    "No policy allows these calls, or one denies them: the role's own, its boundary, or one of the organisation. What depends on them is not known; everything else is.",
                    "Allow the calls in the policy that refuses them; the finding says which one AWS names. The console only reads."));

    private AccessTexts() {}
}
