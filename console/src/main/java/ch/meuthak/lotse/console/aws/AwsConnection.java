package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.credentials.CredentialsInUse;
import ch.meuthak.lotse.console.credentials.PastedBlock;
import ch.meuthak.lotse.console.credentials.PastedCredentials;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Fact;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients in use. They are opened anew when a profile file has changed, so that keys pasted into
 * {@code ~/.aws/credentials} are used at the next refresh, and when other credentials were pasted into the console or dropped;
 * otherwise they are kept, with the credentials they hold.
 *
 * <p>Without credentials none is opened: EC2's client alone is 750 classes, one for each of its calls, which a console that cannot
 * call does without.
 */
public final class AwsConnection implements CredentialsInUse, AutoCloseable {
    private final AwsSettings settings;
    private final InstantSource clock;
    private final Runnable loading;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock trial = new ReentrantLock();
    private volatile Optional<PastedCredentials> pasted = Optional.empty();
    private volatile CredentialChain.Origin opened = CredentialChain.Origin.NONE;
    private volatile Fact<Access> access = Fact.unread("they were not looked for yet");
    private @Nullable CredentialChain chain;
    private @Nullable AwsClients open;

    /** A connection that tells the time by this machine's clock. */
    public AwsConnection(AwsSettings settings) {
        this(settings, InstantSource.system());
    }

    public AwsConnection(AwsSettings settings, InstantSource clock) {
        this(settings, clock, AwsClients::load);
    }

    /** @param loading loads the SDK; returns at once when it is loaded */
    AwsConnection(AwsSettings settings, InstantSource clock, Runnable loading) {
        this.settings = settings;
        this.clock = clock;
        this.loading = loading;
    }

    AwsSettings settings() {
        return settings;
    }

    /** Clients, and the credentials that they sign with now. */
    record Ready(AwsClients clients, AwsCredentials credentials) {}

    /** Loads the SDK. Takes a small machine seconds at the first time; says nothing of credentials. */
    void load() {
        loading.run();
    }

    /**
     * Looks for a region and credentials. May take as long as the instance metadata service does.
     *
     * @throws CallAbandoned {@code NoRegion}, {@code UnreadableProfile}, {@code NoCredentials}, or {@code NotYet} when it is
     *     given up before that is known
     */
    AwsCredentials look() {
        lockUnlessGivenUp();
        try {
            return credentials(chain());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Clients that have a region and credentials. The first ones are loaded, which takes a small machine seconds.
     *
     * @throws CallAbandoned as {@link #look}, or {@code InvalidEndpoint}
     */
    Ready ready() {
        lockUnlessGivenUp();
        try {
            CredentialChain to = chain();
            AwsCredentials credentials = credentials(to);
            AwsClients clients = open == null ? openClients(to) : open;
            open = clients;
            return new Ready(clients, credentials);
        } finally {
            lock.unlock();
        }
    }

    /** The holder may be waiting for a metadata service that never answers. */
    private void lockUnlessGivenUp() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notYet();
        }
    }

    private CallAbandoned notYet() {
        return new CallAbandoned(AwsFailure.notLookedYet(settings.credentialsTimeout()));
    }

    @Override
    public Fact<Access> access() {
        return access;
    }

    /** Whether other credentials may be there than at the last time: a file was written, or some were pasted or dropped. */
    boolean hasChanged() {
        return !CredentialChain.Origin.now(pasted).equals(opened);
    }

    @Override
    public Outcome use(String block) {
        PastedBlock.Read read = PastedBlock.read(block, clock.instant());
        if (read.credentials().isEmpty()) {
            return new Outcome.NotUsed(read.wrong());
        }
        if (!trial.tryLock()) {
            return new Outcome.NotUsed(List.of("Another paste is being tried. Wait for it, then paste again."));
        }
        try {
            Outcome outcome = new CredentialTrial(settings, read.credentials().get()).outcome();
            if (outcome instanceof Outcome.Used) {
                pasted = read.credentials();
            }
            return outcome;
        } finally {
            trial.unlock();
        }
    }

    @Override
    public void drop() {
        pasted = Optional.empty();
    }

    private CredentialChain chain() {
        CredentialChain.Origin now = CredentialChain.Origin.now(pasted);
        if (!now.equals(opened)) {
            close();
            opened = now;
        }
        CredentialChain to = chain == null ? readableChain(now) : chain;
        chain = to;
        return to;
    }

    /** One unreadable line of a profile file makes the SDK find neither a region nor credentials and open no client. */
    private CredentialChain readableChain(CredentialChain.Origin now) {
        if (!Profiles.areReadable()) {
            access = Fact.known(new CredentialInspection(now.pasted(), clock).atNothing());
            throw new CallAbandoned(AwsFailure.unreadableProfile());
        }
        return CredentialChain.of(settings, now);
    }

    private AwsCredentials credentials(CredentialChain from) {
        var look = new CredentialInspection(from.origin().pasted(), clock);
        try {
            AwsCredentials found = from.credentials().resolveCredentials();
            access = Fact.known(look.at(found));
            return found;
        } catch (SdkClientException e) {
            if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
                throw notYet();
            }
            access = Fact.known(look.atNothing());
            throw new CallAbandoned(AwsFailure.noCredentials());
        }
    }

    private AwsClients openClients(CredentialChain to) {
        try {
            return AwsClients.open(settings, to.region(), to.credentials());
        } catch (SdkClientException e) {
            throw new CallAbandoned(AwsFailure.own(
                    "InvalidEndpoint",
                    "The AWS endpoint is not a URL.",
                    "Set AWS_ENDPOINT_URL, or endpoint_url in ~/.aws/config, to a URL such as http://127.0.0.1:4566, or remove"
                            + " it."));
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            Stream.of(Optional.ofNullable(open), Optional.ofNullable(chain))
                    .flatMap(Optional::stream)
                    .forEach(SdkAutoCloseable::close);
            open = null;
            chain = null;
        } finally {
            lock.unlock();
        }
    }
}
