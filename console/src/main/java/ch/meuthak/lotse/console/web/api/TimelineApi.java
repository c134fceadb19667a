package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.api.TimelineJson;
import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.request.Refusal;
import ch.meuthak.lotse.console.web.timeline.TimelinePages;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The timeline and the baseline for scripts. */
public final class TimelineApi {
    private final ConsoleFacts facts;

    public TimelineApi(ConsoleFacts facts) {
        this.facts = facts;
    }

    public void timeline(ServerRequest request, ServerResponse response) {
        facts.feed().watched();
        var entries =
                facts.drift().latest(TimelinePages.kind(request), TimelinePages.before(request), Query.limit(request));
        Wire.send(
                request, response, Status.OK_200, TimelineJson.of(facts.drift().drift(), entries));
    }

    /** Accepts one difference by its id, or all that have the mark. */
    public void accept(ServerRequest request, ServerResponse response) {
        var body = Query.body(request, TimelineJson.BaselineBody.class);
        if (body.id().isEmpty() == body.mark().isEmpty()) {
            throw Refusal.badRequest(
                    "Send either the id of one difference or the mark of all. GET /api/timeline has both.");
        }
        if (body.mark().isEmpty()) {
            facts.drift().accept(body.id());
        } else {
            facts.drift().acceptAll(body.mark());
        }
        Wire.send(
                request,
                response,
                Status.OK_200,
                TimelineJson.DriftJson.of(facts.drift().drift()));
    }
}
