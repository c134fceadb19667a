package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.KeyKind;
import java.util.Optional;

/** The credentials are a part of what was to be pasted, or parts of two pastes. */
public final class CredPartial extends Rule {
    public static final Rule RULE = new CredPartial();

    private CredPartial() {
        super(About.access("CRED-PARTIAL", Severity.ERROR)
                .symptom("The key id begins with ASIA, and the session token is missing.")
                .cause("An ASIA key works only with its session token. A part of the paste is missing.")
                .fix("Paste all three lines again: aws_access_key_id, aws_secret_access_key and aws_session_token.")
                .document(AwsPages.CREDENTIALS)
                .explainedBy(CredFile.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.access().flatMap(access -> {
            if (access.key() == KeyKind.TEMPORARY && !access.sessionToken()) {
                return halfPasted(route, access);
            }
            return access.key() == KeyKind.LONG_LIVED && access.sessionToken()
                    ? twoPastes(route, access)
                    : Optional.empty();
        });
    }

    private Optional<Finding> halfPasted(RequestTrace route, Access access) {
        return route.found(this, "The session token is missing")
                .seen(
                        "The key id of " + access.from() + " begins with ASIA, and there is no session token.",
                        "credentials",
                        access.at())
                .done();
    }

    private Optional<Finding> twoPastes(RequestTrace route, Access access) {
        return route.found(this, "The credentials mix two pastes")
                .seen(
                        "The key id of " + access.from() + " begins with AKIA, and there is a session token with it.",
                        "credentials",
                        access.at())
                .cause(
                        "An AKIA key belongs to a user and has no session token. The token is from another paste, and AWS rejects the two together.")
                .fix("Remove aws_session_token, or paste all three lines of a session.")
                .done();
    }
}
