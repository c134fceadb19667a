package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.diagnosis.Explanation.Words.words;

import ch.meuthak.lotse.console.diagnosis.Explanation.Words;
import java.util.Map;

/** What the rules are about that look at who else gets in, what costs money and what has changed. */
final class SurroundingTexts {
    static final Map<RuleId, Words> ALL = Map.ofEntries(
            words(
                    RuleId.EXP_API_OPEN,
                    "An instance has a public address, and its group admits the port of the API from everywhere.",
                    "Anybody can connect past the load balancer and so bypass TLS.",
                    "Make the security group of the load balancer the source."),
            words(
                    RuleId.EXP_SSH_OPEN,
                    "A group admits TCP 22 from everywhere.",
                    "Anybody on the internet can try keys and passwords.",
                    "Make your own address the source, with /32."),
            words(
                    RuleId.EXP_OTHER,
                    "A group admits another port from everywhere.",
                    "Neither the API nor SSH needs it, so it is likely forgotten.",
                    "Close it."),
            words(
                    RuleId.EXP_CONSOLE,
                    "A group admits the port of the console, or the console listens beyond 127.0.0.1.",
                    "The console is for an SSH tunnel only. Whoever reaches it can try to log in.",
                    "Close the port, and let the console listen on 127.0.0.1 only."),
            words(
                    RuleId.EXP_IMDSV1,
                    "The HttpTokens option of an instance is optional.",
                    "Version 1 of the metadata service answers without a token: whoever makes the service fetch an address can make it fetch the credentials of the instance.",
                    "Require version 2."),
            words(
                    RuleId.LAB_RESTARTED,
                    "An instance was launched later than when it was last seen.",
                    "It was stopped and started, as at the beginning of a lab session. Public addresses that are not Elastic IPs change with it.",
                    "See which addresses have changed and who still uses the old ones."),
            words(
                    RuleId.EIP_DIFFERS,
                    "An instance no longer has the Elastic IP that it had.",
                    "The address was detached, or the start of a lab session has left it behind.",
                    "Associate it again."),
            words(
                    RuleId.EIP_LOOSE,
                    "An Elastic IP is not associated with anything.",
                    "It costs money all the same.",
                    "Associate it with an instance, or release it."),
            words(
                    RuleId.DRIFT,
                    "Something differs from the state that the operator has accepted.",
                    "Somebody has changed it.",
                    "Accept the change, or undo it with the command."));

    private SurroundingTexts() {}
}
