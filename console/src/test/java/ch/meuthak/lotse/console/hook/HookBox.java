package ch.meuthak.lotse.console.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.rollout.DeploymentQueue;
import ch.meuthak.lotse.console.store.SqliteDeploymentLogs;
import ch.meuthak.lotse.console.store.SqliteHookCalls;
import ch.meuthak.lotse.console.store.SqliteJournal;
import ch.meuthak.lotse.console.store.SqliteUsedIds;
import ch.meuthak.lotse.console.trust.Audience;
import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.SharedSecrets;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import ch.meuthak.lotse.console.trust.Trust;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.FakeFeed;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A whole hook for tests: the real socket, server, deployments and SQLite, and an issuer on loopback. */
@SuppressWarnings("NullAway.Init")
final class HookBox implements AutoCloseable {
    static final String DOMAIN = "backend.example.ch";
    static final String SECRET = "0123456789abcdef0123456789abcdef-now";
    static final String NEXT_SECRET = "fedcba9876543210fedcba9876543210-next";
    static final String BODY = "{\"digest\":\"" + StillPlatform.DIGEST
            + "\",\"revision\":\"6f1ed00\",\"runId\":\"7\",\"reason\":\"a push\"}";

    /** So many that every row of a table reaches the verifier. */
    static final HookLimits OPEN = new HookLimits(10_000_000, 10_000_000, 10_000_000, 10_000_000, 1000);

    final TokenIssuer issuer = TokenIssuer.start();
    final Path state;
    final StillPlatform platform = new StillPlatform();
    private final HookLimits limits;
    private volatile Duration shift = Duration.ZERO;
    private volatile Optional<Instant> standing = Optional.empty();
    final InstantSource clock = () -> standing.orElseGet(Instant::now).plus(shift);
    DeploymentQueue deployments;
    SqliteHookCalls calls;
    private SqliteJournal journal;
    private SqliteDeploymentLogs logs;
    private SqliteUsedIds usedIds;
    private HookServer server;

    HookBox(Path state) {
        this(state, OPEN);
    }

    HookBox(Path state, HookLimits limits) {
        this.state = state;
        this.limits = limits;
        open();
    }

    private void open() {
        journal = SqliteJournal.open(state);
        logs = SqliteDeploymentLogs.in(state);
        usedIds = SqliteUsedIds.in(state, clock);
        calls = SqliteHookCalls.in(state);
        deployments = DeploymentQueue.open(
                platform,
                platform,
                journal,
                logs,
                DeploymentSettings.defaults(),
                Optional.empty(),
                clock,
                GivenTime.ALL,
                () -> true);
        var secrets = new SharedSecrets(List.of(SECRET, NEXT_SECRET));
        var trust =
                new Trust(new TrustSettings(DOMAIN, Optional.of(issuer.trust()), Optional.of(secrets)), usedIds, clock);
        server = HookServer.start(
                socket(), new FakeFeed(), Optional::empty, deployments, new HookGate(trust, calls, limits), clock);
    }

    private void shut() {
        server.close();
        deployments.close();
        calls.close();
        usedIds.close();
        logs.close();
        journal.close();
    }

    /** Another console on the same state directory. */
    void restart() {
        shut();
        open();
    }

    /** This box's clock is off by so much, the issuer's is not. */
    void clockIsOff(Duration by) {
        shift = by;
    }

    /** From now on this box's clock goes on only when it is set: what is filled by time is not filled by a slow machine. */
    void clockStands() {
        standing = Optional.of(Instant.now());
    }

    Path socket() {
        return state.resolve(HookServer.SOCKET);
    }

    Call.Reply send(Call call) {
        return call.to(socket());
    }

    List<Deployment> all() {
        return deployments.latest(1000);
    }

    /** The newest call that the operator sees. */
    HookCall lastCall(boolean trusted) {
        return calls.latest(trusted, 1).getFirst();
    }

    static String audience(String bound) {
        return Audience.of(DOMAIN, bound.getBytes(UTF_8));
    }

    /** A call with a good token for this body. */
    Call redeploy(String body) {
        return Call.post(body).bearer(issuer.token(audience(body)));
    }

    /** A question for the outcome with a good token. */
    Call outcome(String id) {
        return Call.get(id).bearer(issuer.token(audience(id)));
    }

    /** The same call with a good signature over these bytes. */
    Call signed(Call call, String bound) {
        return signed(call, SECRET, now(), UUID.randomUUID().toString(), bound);
    }

    String now() {
        return Long.toString(Instant.now().getEpochSecond());
    }

    static Call signed(Call call, String secret, String timestamp, String id, String bound) {
        return call.with("X-Lotse-Timestamp", timestamp)
                .with("X-Lotse-Id", id)
                .with("X-Lotse-Signature", signature(secret, timestamp + "." + id + "." + bound));
    }

    static String signature(String secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(message.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        platform.letGo();
        shut();
        issuer.close();
    }
}
