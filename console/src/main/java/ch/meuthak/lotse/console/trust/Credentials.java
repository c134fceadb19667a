package ch.meuthak.lotse.console.trust;

import java.util.List;

/**
 * What a call brings to prove who it is: the values of its headers, every one, as they came.
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

    /** Not even for debugging. */
    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
