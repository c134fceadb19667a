package ch.meuthak.lotse.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Set;

/** What has changed, for scripts. */
final class TimelineApi {
    private final ConsoleFacts facts;

    TimelineApi(ConsoleFacts facts) {
        this.facts = facts;
    }

    void timeline(ServerRequest request, ServerResponse response) {
        facts.feed().watched();
        Json.send(
                request,
                response,
                200,
                TimelineJson.of(
                        facts.drift().drift(),
                        facts.drift()
                                .latest(
                                        TimelinePages.kind(request),
                                        TimelinePages.before(request),
                                        Api.limit(request))));
    }

    /** {@code {"id": "..."}} accepts one difference, {@code {"mark": "..."}} all those that had this mark. */
    void accept(ServerRequest request, ServerResponse response) {
        ObjectNode body = DeploymentBody.body(request, Set.of("id", "mark"), "id and mark");
        String id = DeploymentBody.text(body, "id");
        String mark = DeploymentBody.text(body, "mark");
        if (id.isEmpty() == mark.isEmpty()) {
            throw Refusal.badRequest(
                    "Send either the id of one difference or the mark of all; GET /api/timeline gives both.");
        }
        if (mark.isEmpty()) {
            facts.drift().accept(id);
        } else {
            facts.drift().acceptAll(mark);
        }
        Json.send(request, response, 200, TimelineJson.of(facts.drift().drift()));
    }
}
