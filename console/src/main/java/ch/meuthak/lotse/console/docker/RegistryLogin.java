package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.server.Secrets;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the console can show to a registry that wants a login. */
public sealed interface RegistryLogin {

    /** {@code X-Registry-Auth} of the engine's API; empty for a pull that shows none. */
    String header();

    /** What must not be in a quote of whoever was shown the login. */
    Secrets secrets();

    /**
     * There is one.
     *
     * @param user as whom; {@code AWS} at Amazon ECR, empty with an identity token
     * @param secret a password, or with {@code identity} a token that the registry exchanges
     * @param source where it is from, as in "the login from ..."
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
     * There is none: the pull goes without, as a public image wants it.
     *
     * @param why a sentence for the operator, ends with what to do
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
