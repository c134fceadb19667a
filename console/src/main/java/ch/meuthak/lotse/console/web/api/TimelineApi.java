package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.request.Json;
import ch.meuthak.lotse.console.web.request.JsonBody;
import ch.meuthak.lotse.console.web.request.Refusal;
import ch.meuthak.lotse.console.web.timeline.TimelinePages;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Set;

/** What has changed, for scripts. */
public final class TimelineApi {
    private final ConsoleFacts facts;

    public TimelineApi(ConsoleFacts facts) {
        this.facts = facts;
    }

    public void timeline(ServerRequest request, ServerResponse response) {
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
    public void accept(ServerRequest request, ServerResponse response) {
        ObjectNode body = JsonBody.of(request, Set.of("id", "mark"), "id and mark");
        String id = JsonBody.text(body, "id");
        String mark = JsonBody.text(body, "mark");
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
