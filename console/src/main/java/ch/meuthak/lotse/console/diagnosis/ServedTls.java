package ch.meuthak.lotse.console.diagnosis;

import java.time.Instant;

/**
 * What a TLS handshake with the load balancer was answered with.
 *
 * @param serial the leaf's serial number, in hexadecimal, with or without colons
 * @param notAfter until when the leaf is valid
 * @param chainFault what is wrong with the chain, as half a sentence, {@code the chain is incomplete}; empty when nothing is
 * @param at when it was
 */
public record ServedTls(String serial, Instant notAfter, String chainFault, Instant at) {}
