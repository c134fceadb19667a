package ch.meuthak.lotse.backend.http;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A range of IP addresses in CIDR form, {@code 10.0.0.0/8}.
 *
 * @param network its first address
 * @param prefix how many leading bits all of its addresses share
 */
public record AddressRange(InetAddress network, int prefix) {

    /**
     * Reads {@code 10.0.0.0/8} or a single address.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits = network.getAddress().length * 8;
        int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("the prefix is not from 0 to " + bits + ": " + text);
        }
        return new AddressRange(network, prefix);
    }

    /** Whether the address lies in it. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        int ignored = bytes.length * 8 - prefix;
        return bytes.length == network.getAddress().length
                && number(bytes)
                        .shiftRight(ignored)
                        .equals(number(network.getAddress()).shiftRight(ignored));
    }

    private static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }
}
