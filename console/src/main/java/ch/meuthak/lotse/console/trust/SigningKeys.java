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
 * The issuer's keys, fetched when they are needed and then kept. An unknown key id fetches them anew, but whatever is asked,
 * there is at most one fetch in a minute: whoever makes key ids up makes no traffic. A real new key is known at the latest a
 * minute after it was published, and GitHub publishes a key well before it signs with it. Where a set is known, few wait for a
 * fetch, and the others are told what it has: tokens that name keys of their own making would fill the hook meanwhile.
 *
 * <p>Not the library's own {@code JWKSourceBuilder}: its rate limit lets two fetches pass in each interval, it reads the
 * system's clock, and its retriever follows redirects.
 */
final class SigningKeys {
    /** Between two fetches, whether they went well or not. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** After this, a set is fetched anew even when it has the key: one that was withdrawn must go. */
    static final Duration FRESH = Duration.ofHours(1);

    /** How long a set is used while its server does not answer. */
    static final Duration USABLE = Duration.ofHours(12);

    private static final int MOST_WAITING = 4;

    private static final Logger LOG = Logger.getLogger(SigningKeys.class.getName());

    private final URI address;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile @Nullable KeySet last;
    private @Nullable Instant tried;
    private volatile String failure = "they were not fetched yet";

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

        /** It cannot be said, because there is no key set. */
        record Unavailable(String why) implements Lookup {}
    }

    /** Where they are. */
    URI address() {
        return address;
    }

    /** Waits for a fetch, which takes {@link KeySetFetch#DEADLINE} at most, when one is needed and may be made. */
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
            return new Lookup.Unavailable("The keys at " + address + " cannot be had: " + failure + ".");
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

    /** One thread fetches, and whoever waited for it takes what it has brought. */
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
            LOG.log(Level.WARNING, "The signing keys at {0} cannot be had: {1}", new Object[] {address, failure});
        }
    }
}
