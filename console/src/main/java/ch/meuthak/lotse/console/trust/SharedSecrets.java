package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.server.Setting;
import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.SettingsException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secrets of HMAC-SHA256 (RFC 2104): the present one, and the next one during a rotation. Never shown. */
public final class SharedSecrets {
    /** Bytes of UTF-8; as long as the output of SHA-256, as RFC 2104 section 3 advises. */
    public static final int SHORTEST = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    /** @throws IllegalArgumentException when one is too short */
    public SharedSecrets(List<String> secrets) {
        this.keys = secrets.stream().map(SharedSecrets::key).toList();
    }

    private static SecretKeySpec key(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST) {
            throw new IllegalArgumentException("at least " + SHORTEST + " bytes, chosen at random (it has "
                    + bytes.length + "): openssl rand -hex 32 prints one");
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Reads the keys {@code lotse.hook.secret} and {@code lotse.hook.secret.next}; absent when neither is set. */
    static Optional<SharedSecrets> of(Settings settings) {
        Setting now = settings.secretAt("lotse.hook.secret");
        Setting next = settings.secretAt("lotse.hook.secret.next");
        List<String> secrets = new ArrayList<>();
        for (Setting setting : List.of(now, next)) {
            setting.optional().map(secret -> checked(setting, secret)).ifPresent(secrets::add);
        }
        if (now.optional().isEmpty() && next.optional().isPresent()) {
            throw new SettingsException(
                    "LOTSE_HOOK_SECRET_NEXT is set without LOTSE_HOOK_SECRET: set LOTSE_HOOK_SECRET to the present"
                            + " secret. LOTSE_HOOK_SECRET_NEXT is for a rotation only.");
        }
        return secrets.isEmpty() ? Optional.empty() : Optional.of(new SharedSecrets(secrets));
    }

    private static String checked(Setting setting, String secret) {
        try {
            key(secret);
            return secret;
        } catch (IllegalArgumentException e) {
            throw setting.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Whether one of these secrets made the signature, in constant time. */
    boolean signed(byte[] message, byte[] signature) {
        boolean one = false;
        for (SecretKeySpec key : keys) {
            one |= MessageDigest.isEqual(mac(key, message), signature);
        }
        return one;
    }

    private static byte[] mac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** How many there are: 2 during a rotation. */
    public int count() {
        return keys.size();
    }

    @Override
    public String toString() {
        return "***";
    }
}
