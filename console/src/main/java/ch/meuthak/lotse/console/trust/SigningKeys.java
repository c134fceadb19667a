package ch.meuthak.lotse.console.trust;

import java.io.IOException;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys, fetched on demand and then kept. An unknown key id causes a new fetch, but at most one in a minute: made-up
 * key ids cause no traffic. A new key is known at most a minute after its publication, and GitHub publishes a key well before it
 * signs with it. While a set is known, few callers wait for a fetch and the others get the known set: otherwise tokens with made-up
 * keys would fill the hook.
 *
 * <p>Not the library's own {@code JWKSourceBuilder}: its rate limit lets two fetches pass in each interval, it reads the
 * system's clock, and its retriever follows redirects.
 */
final class SigningKeys {
    /** Between two fetches, successful or not. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** After this, a set is fetched again even if it has the key: a withdrawn key must go. */
    static final Duration FRESH = Duration.ofHours(1);

    /** How long a set stays in use while its server does not answer. */
    static final Duration USABLE = Duration.ofHours(12);

    private static final int MOST_WAITING = 4;

    private static final Logger LOG = Logger.getLogger(SigningKeys.class.getName());

    private final URI address;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile @Nullable KeySet last;
    private @Nullable Instant tried;
    private volatile String failure = "not fetched yet";

    SigningKeys(URI address, InstantSource clock) {
        this.address = address;
        this.clock = clock;
    }

    /** @param fetched when */
    private record KeySet(Map<String, RSAPublicKey> keys, Instant fetched) {
        boolean isOlder(Duration age, Instant now) {
            return now.isBefore(fetched) || Duration.between(fetched, now).compareTo(age) > 0;
        }
    }

    /** What is known of a key id. */
    sealed interface Lookup {
        record Found(RSAPublicKey key) implements Lookup {}

        /** The issuer does not have it. */
        record Unknown() implements Lookup {}

        /** Not known: there is no key set. */
        record Unavailable(String why) implements Lookup {}
    }

    /** Where they are. */
    URI address() {
        return address;
    }

    /** Waits for a fetch, at most {@link KeySetFetch#DEADLINE}, when one is needed and allowed. */
    Lookup find(String kid) {
        if (!isUsable(last)) {
            refresh(kid);
        } else if (!hasFresh(kid) && waiting.tryAcquire()) {
            try {
                refresh(kid);
            } finally {
                waiting.release();
            }
        }
        KeySet set = last;
        if (set == null || !isUsable(set)) {
            return new Lookup.Unavailable("The keys at " + address + " are not available: " + failure + ".");
        }
        RSAPublicKey key = set.keys().get(kid);
        return key == null ? new Lookup.Unknown() : new Lookup.Found(key);
    }

    private boolean isUsable(@Nullable KeySet set) {
        return set != null && !set.isOlder(USABLE, clock.instant());
    }

    private boolean hasFresh(String kid) {
        KeySet set = last;
        return set != null && set.keys().containsKey(kid) && !set.isOlder(FRESH, clock.instant());
    }

    /** One thread fetches, and the waiting ones take its result. */
    private void refresh(String kid) {
        fetching.lock();
        try {
            if (!hasFresh(kid) && mayTry()) {
                tried = clock.instant();
                fetch();
            }
        } finally {
            fetching.unlock();
        }
    }

    private boolean mayTry() {
        Instant now = clock.instant();
        return tried == null || now.isBefore(tried) || !now.isBefore(tried.plus(PAUSE));
    }

    private void fetch() {
        try {
            last = new KeySet(KeySetDocument.parse(KeySetFetch.get(address)), clock.instant());
            failure = "";
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            LOG.log(Level.WARNING, "The signing keys at {0} are not available: {1}", new Object[] {address, failure});
        }
    }
}
