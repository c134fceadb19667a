package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.api.DeploymentJson;
import ch.meuthak.lotse.console.api.JsonBytes;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.Printable;
import ch.meuthak.lotse.server.Problem;
import ch.meuthak.lotse.server.RequestId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/**
 * What a call is answered with.
 *
 * @param cause for the operator; empty when all is well
 */
@SuppressWarnings("ArrayRecordComponent") // sent once; nobody compares answers
record HookAnswer(Status status, Header type, byte[] body, List<Header> headers, String cause) {
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header PROBLEM = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header CHALLENGE =
            HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"lotse\"");

    /** One and the same for every cause, so that nobody learns by trying: hence without the request's path and id. */
    private static final byte[] UNAUTHORIZED = Problem.of(
                    Status.UNAUTHORIZED_401,
                    "This call does not prove who makes it. The operator finds the cause in the console's list of calls.",
                    "",
                    "")
            .bytes();

    static HookAnswer ok(ObjectNode tree) {
        return new HookAnswer(Status.OK_200, JSON, JsonBytes.of(tree), List.of(), "");
    }

    static HookAnswer accepted(Deployment deployment, String location) {
        ObjectNode tree = DeploymentJson.of(deployment).put("location", location);
        List<Header> headers = List.of(HeaderValues.create(HeaderNames.LOCATION, location));
        return new HookAnswer(Status.ACCEPTED_202, JSON, JsonBytes.of(tree), headers, "");
    }

    static HookAnswer refused(ServerRequest request, HookRefusal refusal) {
        if (refusal.status().equals(Status.UNAUTHORIZED_401)) {
            return new HookAnswer(refusal.status(), PROBLEM, UNAUTHORIZED, List.of(CHALLENGE), refusal.why());
        }
        String path = Printable.of(request.prologue().uriPath().rawPath(), 200);
        byte[] body = Problem.of(refusal.status(), refusal.detail(), path, RequestId.of(request))
                .bytes();
        return new HookAnswer(refusal.status(), PROBLEM, body, refusal.headers(), refusal.why());
    }

    void send(ServerRequest request, ServerResponse response) {
        response.status(status).header(NO_STORE);
        headers.forEach(response::header);
        Answer.send(request, response, type, body);
    }
}
