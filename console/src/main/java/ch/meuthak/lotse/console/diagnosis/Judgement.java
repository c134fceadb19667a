package ch.meuthak.lotse.console.diagnosis;

/**
 * What the diagnosis says of one target or one certificate: a page and the API show this beside it, so that they advise nothing
 * that was found to be otherwise.
 *
 * @param within the ARN of the target's group; empty for a certificate
 * @param of the target's {@link ch.meuthak.lotse.console.facts.Target#name()}, or the certificate's ARN
 * @param meaning how it is, one sentence; empty for a certificate
 * @param advice what to do, one sentence or more; empty when nothing is to be done
 */
public record Judgement(String within, String of, String meaning, String advice) {}
