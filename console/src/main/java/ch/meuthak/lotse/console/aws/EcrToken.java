package ch.meuthak.lotse.console.aws;

import java.time.Instant;

/**
 * A password for the registries of an account and a region in Amazon ECR, good for 12 hours.
 *
 * @param user always {@code AWS}
 * @param password a secret
 * @param endsAt when ECR takes it no more
 */
public record EcrToken(String user, String password, Instant endsAt) {
    /** Without the password. */
    @Override
    public String toString() {
        return user + ", until " + endsAt;
    }
}
