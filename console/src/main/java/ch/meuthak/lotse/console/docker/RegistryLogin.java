package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.server.Secrets;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The console's login for a registry. */
public sealed interface RegistryLogin {

    /** {@code X-Registry-Auth} of the engine's API; empty without a login. */
    String header();

    /** Must not be in a quote of the registry's answer. */
    Secrets secrets();

    /**
     * A login.
     *
     * @param user {@code AWS} at Amazon ECR; empty with an identity token
     * @param secret a password, or with {@code identity} a token that the registry exchanges
     * @param source as in "the login from ..."
     */
    record Given(String registry, String user, String secret, boolean identity, String source)
            implements RegistryLogin {
        @Override
        public String header() {
            ObjectNode json = Engine.JSON.createObjectNode().put("serveraddress", registry);
            if (identity) {
                json.put("identitytoken", secret);
            } else {
                json.put("username", user).put("password", secret);
            }
            return Base64.getUrlEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Secrets secrets() {
            return Secrets.of(secret, Secrets.basic(user, secret));
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return (user.isEmpty() ? "an identity token" : user) + " at " + registry + ", from " + source;
        }
    }

    /**
     * No login: the pull works for public images.
     *
     * @param why a sentence for the operator that ends with what to do
     */
    record None(String why) implements RegistryLogin {
        @Override
        public String header() {
            return "";
        }

        @Override
        public Secrets secrets() {
            return Secrets.NONE;
        }
    }
}
