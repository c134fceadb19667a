package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.trust.Trust;
import ch.meuthak.lotse.console.trust.TrustDecision;
import ch.meuthak.lotse.console.trust.UsedIds.UsedIdsUnavailable;
import ch.meuthak.lotse.server.ProblemException;
import ch.meuthak.lotse.server.Routes;
import ch.meuthak.lotse.server.WholeBody;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code POST /hooks/redeploy} and {@code GET /hooks/redeploy/{id}}. The order of the checks: size and type, the caller (401),
 * its trust (403), a replay (409), the limit of proved calls (429), the body (400, 422). Then it starts a deployment.
 *
 * <p>A call that proves nothing counts as a stranger's. It gets 429 once the strangers' share is used up. Every call leaves
 * a record.
 */
final class HookRoutes {
    /** Bytes of a body. */
    static final int MAX_BODY = 16 * 1024;

    private static final String PATH = "/hooks/redeploy";
    private static final String TOO_MANY = "Too many calls of the redeploy hook in this minute. Call again later.";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Trust trust;
    private final Deployments deployments;
    private final InstantSource clock;
    private final CallAudit audit;
    private final CallLimit posts;
    private final CallLimit gets;
    private final CallLimit strangers;

    HookRoutes(HookGate gate, Deployments deployments, InstantSource clock) {
        HookLimits limits = gate.limits();
        this.trust = gate.trust();
        this.deployments = deployments;
        this.clock = clock;
        this.audit = new CallAudit(gate.calls());
        this.posts = CallLimit.shared(limits.posts(), clock);
        this.gets = CallLimit.shared(limits.gets(), clock);
        this.strangers = new CallLimit(limits.strangers(), limits.strangersOfOne(), limits.addresses(), clock);
    }

    void addTo(Routes routes) {
        routes.post(PATH, (request, response) -> answer(request, response, "POST", this::redeploy))
                .get(PATH + "/{id}", (request, response) -> answer(request, response, "GET", this::outcome));
    }

    /** Answers a call, or refuses it with a {@link ProblemException}. */
    private interface Handling {
        HookAnswer of(ServerRequest request, CallRecord call);
    }

    private HookAnswer redeploy(ServerRequest request, CallRecord call) {
        byte[] body = body(request);
        CallHeaders headers = new CallHeaders(request);
        TrustDecision.Trusted caller = trusted(headers, body, call);
        if (trust.isUsed(caller)) {
            throw replay(call);
        }
        admit(call, posts.admit());
        RedeployBody read = RedeployBody.of(body);
        call.wants(read.digest());
        DeploymentRequest wish = read.by(caller.identity(), headers.idempotencyKey(caller.identity()));
        if (!trust.use(caller)) {
            throw replay(call);
        }
        Deployment deployment = deployments.request(wish);
        call.asksFor(deployment.id());
        return HookAnswer.accepted(deployment, PATH + "/" + deployment.id());
    }

    /** A pipeline sees deployments of pipelines only, not those of the operator. */
    private HookAnswer outcome(ServerRequest request, CallRecord call) {
        String id = request.path().pathParameters().get("id");
        call.asksFor(ID.matcher(id).matches() ? id : "");
        trusted(new CallHeaders(request), id.getBytes(StandardCharsets.UTF_8), call);
        admit(call, gets.admit());
        return deployments
                .find(id)
                .filter(found -> found.origin().isPresent())
                .map(HookAnswer::ok)
                .orElseThrow(() ->
                        new ProblemException(Status.NOT_FOUND_404, "The hook has started no deployment with this id."));
    }

    private static void admit(CallRecord call, Optional<Duration> wait) {
        wait.ifPresent(until -> {
            call.because(TOO_MANY);
            throw HookRefusal.later(Status.TOO_MANY_REQUESTS_429, TOO_MANY, until);
        });
    }

    /**
     * Takes the call from the strangers' share, once. A hook that trusts nobody verifies nothing: it gives everybody the same
     * answer without a limit.
     *
     * @throws ProblemException 429 when there is none left
     */
    private void countAsStranger(CallRecord call) {
        if (trust.settings().isConfigured() && call.isCountedNow()) {
            admit(call, strangers.admit(CallHeaders.bucket(call.caller())));
        }
    }

    /** Anybody can repeat a proved call, so its sender is a stranger. */
    private ProblemException replay(CallRecord call) {
        countAsStranger(call);
        return new ProblemException(
                Status.CONFLICT_409,
                "This token or signature was used before. Make a new one for each call. The hook started nothing.");
    }

    private static byte[] body(ServerRequest request) {
        byte[] body;
        try {
            body = WholeBody.of(request, MAX_BODY);
        } catch (IOException e) {
            throw HookRefusal.malformed("The request ended before it was whole.");
        }
        if (!WholeBody.isJson(request)) {
            throw new ProblemException(Status.UNSUPPORTED_MEDIA_TYPE_415, "Send application/json.");
        }
        return body;
    }

    private TrustDecision.Trusted trusted(CallHeaders headers, byte[] bound, CallRecord call) {
        TrustDecision verdict = trust.judge(headers.credentials(), bound, () -> countAsStranger(call));
        call.judged(verdict);
        return switch (verdict) {
            case TrustDecision.Trusted trusted -> trusted;
            case TrustDecision.Refused refused -> {
                call.because(refused.cause());
                throw HookRefusal.of(refused.kind());
            }
        };
    }

    private void answer(ServerRequest request, ServerResponse response, String method, Handling handling) {
        CallRecord call = new CallRecord(clock.instant(), method, new CallHeaders(request).caller());
        HookAnswer answer;
        try {
            answer = answered(request, call, handling);
        } catch (HttpException e) {
            call.because("the body is too large or in broken chunks");
            audit.record(call.answered(e.status().code()));
            throw e;
        } catch (RuntimeException e) {
            call.because("the call broke off: " + e);
            audit.record(call.answered(Status.INTERNAL_SERVER_ERROR_500.code()));
            throw e;
        }
        audit.record(call.answered(answer.status().code()));
        answer.send(request, response);
    }

    private HookAnswer answered(ServerRequest request, CallRecord call, Handling handling) {
        try {
            return handled(request, call, handling);
        } catch (ProblemException refusal) {
            call.refused(refusal.detail());
            return HookAnswer.refused(request, refusal);
        }
    }

    private HookAnswer handled(ServerRequest request, CallRecord call, Handling handling) {
        try {
            return handling.of(request, call);
        } catch (ProblemException | HttpException e) {
            if (!call.isTrusted() && !isUnavailable(e)) {
                countAsStranger(call);
            }
            throw e;
        } catch (DeploymentRejected e) {
            throw HookRefusal.of(e);
        } catch (UsedIdsUnavailable | JournalException e) {
            call.because(String.valueOf(e.getMessage()));
            throw HookRefusal.unavailable("The console cannot keep a record, so it started nothing.");
        }
    }

    /** Without the issuer's keys no caller can prove anything: that is not a stranger's call. */
    private static boolean isUnavailable(RuntimeException e) {
        return e instanceof ProblemException refusal && refusal.status().equals(Status.SERVICE_UNAVAILABLE_503);
    }
}
