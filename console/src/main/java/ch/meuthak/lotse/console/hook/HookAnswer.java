package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.api.DeploymentJson;
import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.Printable;
import ch.meuthak.lotse.server.Problem;
import ch.meuthak.lotse.server.ProblemException;
import ch.meuthak.lotse.server.RequestId;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** The answer to a call. */
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
record HookAnswer(Status status, Header type, byte[] body, List<Header> headers) {
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header CHALLENGE =
            HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"lotse\"");

    /** The same bytes for every cause, without the request's path and id: nobody learns by trying. */
    private static final byte[] UNAUTHORIZED = Problem.of(
                    Status.UNAUTHORIZED_401,
                    "This call does not prove its caller. The operator finds the cause in the console's list of calls.",
                    "",
                    "")
            .bytes();

    static HookAnswer ok(Deployment deployment) {
        return new HookAnswer(Status.OK_200, Wire.JSON, Wire.bytes(DeploymentJson.of(deployment)), List.of());
    }

    static HookAnswer accepted(Deployment deployment, String location) {
        byte[] body = Wire.bytes(new DeploymentJson.AcceptedJson(DeploymentJson.of(deployment), location));
        List<Header> headers = List.of(HeaderValues.create(HeaderNames.LOCATION, location));
        return new HookAnswer(Status.ACCEPTED_202, Wire.JSON, body, headers);
    }

    static HookAnswer refused(ServerRequest request, ProblemException refusal) {
        if (refusal.status().equals(Status.UNAUTHORIZED_401)) {
            return new HookAnswer(refusal.status(), Problem.TYPE, UNAUTHORIZED, List.of(CHALLENGE));
        }
        String path = Printable.of(request.prologue().uriPath().rawPath(), 200);
        Problem problem = Problem.of(refusal.status(), refusal.detail(), path, RequestId.of(request));
        return new HookAnswer(refusal.status(), Problem.TYPE, problem.bytes(), refusal.headers());
    }

    void send(ServerRequest request, ServerResponse response) {
        response.status(status).header(NO_STORE);
        headers.forEach(response::header);
        Answer.send(request, response, type, body);
    }
}
