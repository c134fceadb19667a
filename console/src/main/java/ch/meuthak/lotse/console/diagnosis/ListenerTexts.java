package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.diagnosis.Explanation.Words.words;

import ch.meuthak.lotse.console.diagnosis.Explanation.Words;
import java.util.Map;

/** What the rules are about that look at the listener and its certificate. */
final class ListenerTexts {
    static final Map<RuleId, Words> ALL = Map.ofEntries(
            words(
                    RuleId.LB_NO_HTTPS,
                    "The load balancer has no listener for HTTPS on port 443.",
                    "Nothing there speaks TLS, so connections to https:// are refused.",
                    "Add an HTTPS listener on port 443 with the certificate of the domain."),
            words(
                    RuleId.ACM_NAME,
                    "The domain is in no certificate of the listener, wildcards considered.",
                    "A certificate for other names was attached. A wildcard stands for one label and not for two.",
                    "Request a certificate for the right name and add it to the listener."),
            words(
                    RuleId.ACM_REGION,
                    "A certificate is in another region than the load balancer.",
                    "A load balancer can use certificates of its own region only.",
                    "Request one in the region of the load balancer."),
            words(
                    RuleId.ACM_EXPIRED,
                    "The certificate that is served is past its end.",
                    "It was not renewed in time, so clients refuse the connection.",
                    "Request a new one, validate it and make it the default of the listener."),
            words(
                    RuleId.ACM_TIMED_OUT,
                    "The status of a certificate is VALIDATION_TIMED_OUT.",
                    "Its validation record was not found for 72 hours, and ACM has given up.",
                    "Request it again and create its record."),
            words(
                    RuleId.ACM_FAILED,
                    "The status of a certificate is FAILED.",
                    "ACM could not issue it and gives a reason. With CAA_ERROR likely no CAA record of the domain names an authority of Amazon.",
                    "Mend the reason that is given, then request it again."),
            words(
                    RuleId.ACM_UNUSABLE,
                    "The certificate that is served is INACTIVE or REVOKED, or has a status that is new to the console.",
                    "ACM no longer stands for it, so it should not be served.",
                    "Request a new one and attach that."),
            words(
                    RuleId.ACM_PENDING_DOUBLED,
                    "A certificate waits for validation, and its record exists under a name with the zone twice.",
                    "The record was entered with its whole name, and the DNS provider has appended the zone once more.",
                    "Enter the relative name, without the zone."),
            words(
                    RuleId.ACM_PENDING_ABSENT,
                    "A certificate waits for validation, and the authoritative servers do not have its record.",
                    "It was not created, or in a zone that nobody asks.",
                    "Add the record with the name and value that ACM gives, on the name servers of the zone."),
            words(
                    RuleId.ACM_PENDING_DIFFERS,
                    "A certificate waits for validation, and its record has another value.",
                    "It is the record of an older request.",
                    "Change its value to the one that ACM gives now."),
            words(
                    RuleId.ACM_PENDING_LATE,
                    "A certificate has waited for its validation for more than 60 hours.",
                    "After 72 hours ACM gives up.",
                    "Add its record now, or request it again."),
            words(
                    RuleId.ACM_PENDING,
                    "A certificate waits for its validation record.",
                    "ACM has not yet found the record that proves the name. That may take up to half an hour after it was created.",
                    "Create the record exactly as ACM gives it, and wait."),
            words(
                    RuleId.ACM_RENEWAL_PENDING,
                    "The renewal of the certificate is PENDING_VALIDATION.",
                    "ACM looks for the validation record at each renewal, and it is no longer there.",
                    "Restore the record, and leave it there for ever."),
            words(
                    RuleId.ACM_IMPORTED,
                    "An imported certificate ends within 30 days.",
                    "ACM renews what it has issued itself, and no imported one.",
                    "Import its successor in its place."),
            words(
                    RuleId.ACM_EXPIRING,
                    "The certificate that is served ends within 30 days: a warning, within 14 an error, within 7 critical.",
                    "ACM should have renewed it by then and has not.",
                    "See the status of the renewal; mostly the validation record is missing."),
            words(
                    RuleId.ACM_NOT_IN_USE,
                    "A certificate for the domain is issued, and no listener uses it.",
                    "It was never attached. ACM renews only what is used, so it ends some day.",
                    "Attach it to the HTTPS listener, or delete it."),
            words(
                    RuleId.TLS_SERVED_DIFFERS,
                    "The serial number of the served certificate is none of those of the listener.",
                    "The name leads elsewhere, or a new certificate is still being rolled out.",
                    "Wait a few minutes after a change; else see where the domain leads."),
            words(
                    RuleId.TLS_CHAIN,
                    "The served chain is incomplete, past its end, or leads to no authority that clients trust.",
                    "A certificate was imported without its chain, or is one that nobody vouches for.",
                    "Use a certificate that ACM issues, or import it with its whole chain."),
            words(
                    RuleId.TLS_POLICY,
                    "The policy of the listener still agrees to TLS 1.0 or 1.1.",
                    "It is an old default. These versions are no longer safe.",
                    "Use a policy for TLS 1.2 and 1.3."),
            words(
                    RuleId.LB_HTTP_FORWARDS,
                    "The listener HTTP:80 forwards to a target group.",
                    "Requests and answers then go over the internet in clear text.",
                    "Let it redirect to HTTPS on port 443."));

    private ListenerTexts() {}
}
