package ch.meuthak.lotse.console.facts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a TLS handshake with the load balancer, for the domain, was answered with.
 *
 * @param address who answered, {@code 52.201.14.77:443}
 * @param protocol {@code TLSv1.3}
 * @param cipher the cipher suite, {@code TLS_AES_128_GCM_SHA256}
 * @param names the names that the leaf is for
 * @param issuer who issued the leaf, as a distinguished name
 * @param serial the leaf's serial number, in hexadecimal, with or without colons
 * @param notAfter until when the leaf is valid
 * @param certificates how many certificates were served, the leaf among them
 * @param chainFault what is wrong with the chain, as half a sentence, {@code the chain is incomplete}; empty when nothing is
 * @param at when it was
 */
public record ServedTls(
        String address,
        String protocol,
        String cipher,
        List<String> names,
        String issuer,
        String serial,
        Instant notAfter,
        int certificates,
        String chainFault,
        Instant at) {

    /** Whether that is its serial number, however it is written. */
    public boolean hasSerial(String other) {
        return plain(serial).equals(plain(other));
    }

    private static String plain(String serial) {
        return serial.toLowerCase(Locale.ROOT).replace(":", "").replaceFirst("^0+", "");
    }

    /** The same but for when it was, and which of the load balancer's addresses answered. */
    boolean saysTheSameAs(ServedTls other) {
        return protocol.equals(other.protocol)
                && cipher.equals(other.cipher)
                && names.equals(other.names)
                && issuer.equals(other.issuer)
                && serial.equals(other.serial)
                && notAfter.equals(other.notAfter)
                && certificates == other.certificates
                && chainFault.equals(other.chainFault);
    }
}
