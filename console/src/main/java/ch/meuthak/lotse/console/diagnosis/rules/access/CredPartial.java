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
                .symptom("The key id begins with ASIA, and there is no session token with it.")
                .cause(
                        "Such a key belongs to a session and is worth nothing without its token. Half of what was to be pasted is missing.")
                .fix("Paste all three lines again: aws_access_key_id, aws_secret_access_key and aws_session_token.")
                .document(AwsPages.CREDENTIALS)
                .explainedBy(CredFile.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.observed().access().toOptional().flatMap(access -> {
            if (access.key() == KeyKind.TEMPORARY && !access.sessionToken()) {
                return halfPasted(route, access);
            }
            return access.key() == KeyKind.LONG_LIVED && access.sessionToken()
                    ? twoPastes(route, access)
                    : Optional.empty();
        });
    }

    private Optional<Finding> halfPasted(RequestTrace route, Access access) {
        return route.found(this, "The credentials lack their session token")
                .seen(
                        "The key id of " + access.from() + " begins with ASIA, and there is no session token.",
                        "credentials",
                        access.at())
                .cause("A key id that begins with ASIA belongs to a session and is worth nothing without the session"
                        + " token; half of what was to be pasted is missing.")
                .fix("Paste all three lines again: aws_access_key_id, aws_secret_access_key and aws_session_token.")
                .done();
    }

    private Optional<Finding> twoPastes(RequestTrace route, Access access) {
        return route.found(this, "The credentials are parts of two pastes")
                .seen(
                        "The key id of " + access.from() + " begins with AKIA, and there is a session token with it.",
                        "credentials",
                        access.at())
                .cause(
                        "A key id that begins with AKIA belongs to a user and has no session token; the token is left over"
                                + " from another paste, and AWS refuses the two together.")
                .fix("Take aws_session_token out, or paste all three lines of a session.")
                .done();
    }
}
