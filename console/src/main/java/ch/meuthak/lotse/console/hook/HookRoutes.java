package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.api.DeploymentJson;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.Deployments;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.trust.Trust;
import ch.meuthak.lotse.console.trust.TrustDecision;
import ch.meuthak.lotse.console.trust.UsedIds.UsedIdsUnavailable;
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
 * {@code POST /hooks/redeploy} and {@code GET /hooks/redeploy/{id}}, in this order: the size and the type, who it is (401),
 * whether he is trusted (403), whether it was said before (409), the limit of proved calls (429), what the body says (400,
 * 422), and only then a deployment. A call that ends before it has proved anything is counted as a stranger's, and is told
 * nothing but 429 once they have used up their share. Every call leaves a record, however it ends.
 */
final class HookRoutes {
    /** Bytes of a body. */
    static final int MAX_BODY = 16 * 1024;

    private static final String PATH = "/hooks/redeploy";
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

    /** Deals with a call, or throws {@link HookRefusal}. */
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
        admit(posts.admit());
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

    /** A pipeline sees what pipelines asked for, and nothing of what the operator does. */
    private HookAnswer outcome(ServerRequest request, CallRecord call) {
        String id = request.path().pathParameters().get("id");
        call.asksFor(ID.matcher(id).matches() ? id : "");
        trusted(new CallHeaders(request), id.getBytes(StandardCharsets.UTF_8), call);
        admit(gets.admit());
        return deployments
                .find(id)
                .filter(found -> found.origin().isPresent())
                .map(found -> HookAnswer.ok(DeploymentJson.of(found)))
                .orElseThrow(() ->
                        HookRefusal.of(Status.NOT_FOUND_404, "No call of the hook made a deployment with this id."));
    }

    private static void admit(Optional<Duration> wait) {
        wait.ifPresent(until -> {
            throw HookRefusal.later(
                    Status.TOO_MANY_REQUESTS_429,
                    "Too many calls of the redeploy hook in this minute. Ask again later.",
                    until);
        });
    }

    /**
     * Takes one call from the strangers' share, once for each call. A hook that trusts nobody verifies nothing, so there is
     * nothing to spare: everybody is told the same.
     *
     * @throws Refusal 429 when there is none left
     */
    private void countAsStranger(CallRecord call) {
        if (trust.settings().isConfigured() && call.isCountedNow()) {
            admit(strangers.admit(CallHeaders.bucket(call.caller())));
        }
    }

    /** Whoever sends again what somebody else has proved is a stranger. */
    private HookRefusal replay(CallRecord call) {
        countAsStranger(call);
        return HookRefusal.of(
                Status.CONFLICT_409,
                "This token or signature was used before: make a new one for each call. Nothing was started.");
    }

    private static byte[] body(ServerRequest request) {
        byte[] body;
        try {
            body = WholeBody.of(request, MAX_BODY);
        } catch (IOException e) {
            throw HookRefusal.of(Status.BAD_REQUEST_400, "The request ended before it was whole.");
        }
        if (!WholeBody.isJson(request)) {
            throw HookRefusal.of(Status.UNSUPPORTED_MEDIA_TYPE_415, "Send application/json.");
        }
        return body;
    }

    private TrustDecision.Trusted trusted(CallHeaders headers, byte[] bound, CallRecord call) {
        TrustDecision verdict = trust.judge(headers.credentials(), bound, () -> countAsStranger(call));
        call.judged(verdict);
        return switch (verdict) {
            case TrustDecision.Trusted trusted -> trusted;
            case TrustDecision.Refused refused -> throw HookRefusal.of(refused);
        };
    }

    private void answer(ServerRequest request, ServerResponse response, String method, Handling handling) {
        CallRecord call = new CallRecord(clock.instant(), method, new CallHeaders(request).caller());
        HookAnswer answer;
        try {
            answer = answered(request, call, handling);
        } catch (HttpException e) {
            audit.record(call.answered(e.status().code(), "the body is too large or in broken chunks"));
            throw e;
        } catch (RuntimeException e) {
            audit.record(call.answered(Status.INTERNAL_SERVER_ERROR_500.code(), "the call broke off: " + e));
            throw e;
        }
        audit.record(call.answered(answer.status().code(), answer.cause()));
        answer.send(request, response);
    }

    private HookAnswer answered(ServerRequest request, CallRecord call, Handling handling) {
        try {
            return handled(request, call, handling);
        } catch (HookRefusal refusal) {
            return HookAnswer.refused(request, refusal);
        }
    }

    private HookAnswer handled(ServerRequest request, CallRecord call, Handling handling) {
        try {
            return handling.of(request, call);
        } catch (HookRefusal | HttpException e) {
            if (!call.isTrusted() && !isUnavailable(e)) {
                countAsStranger(call);
            }
            throw e;
        } catch (DeploymentRejected e) {
            throw HookRefusal.of(e);
        } catch (UsedIdsUnavailable | JournalException e) {
            throw HookRefusal.unavailable("Nothing was started, because it could not be kept.")
                    .because(String.valueOf(e.getMessage()));
        }
    }

    /** Without the issuer's keys nobody can prove anything: the cause is not the caller. */
    private static boolean isUnavailable(RuntimeException e) {
        return e instanceof HookRefusal refusal && refusal.status().equals(Status.SERVICE_UNAVAILABLE_503);
    }
}
