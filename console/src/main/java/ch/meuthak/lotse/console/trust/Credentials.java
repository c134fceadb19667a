package ch.meuthak.lotse.console.trust;

import java.util.List;

/**
 * The credentials of a call: every value of its headers, unchanged.
 *
 * @param authorization {@code Authorization}
 * @param timestamp {@code X-Lotse-Timestamp}
 * @param id {@code X-Lotse-Id}
 * @param signature {@code X-Lotse-Signature}
 */
public record Credentials(List<String> authorization, List<String> timestamp, List<String> id, List<String> signature) {

    public Credentials {
        authorization = List.copyOf(authorization);
        timestamp = List.copyOf(timestamp);
        id = List.copyOf(id);
        signature = List.copyOf(signature);
    }

    boolean bearsToken() {
        return !authorization.isEmpty();
    }

    boolean bearsSignature() {
        return !timestamp.isEmpty() || !id.isEmpty() || !signature.isEmpty();
    }

    /** Never shown, not even for debugging. */
    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
