package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.credentials.CredentialsInUse.Outcome;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.request.Json;
import ch.meuthak.lotse.console.web.request.Refusal;
import ch.meuthak.lotse.console.web.request.RequestBody;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.WholeBody;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** The account for scripts: what the page shows, and its form. */
public final class AccountApi {
    private static final String TEXT = "text/plain";

    private final ConsoleFacts facts;

    public AccountApi(ConsoleFacts facts) {
        this.facts = facts;
    }

    public void account(ServerRequest request, ServerResponse response) {
        facts.feed().watched();
        Json.send(request, response, 200, AccountJson.of(facts));
    }

    /** The body is what the form takes: a block or lines for a shell as text, what STS gives as JSON. */
    public void use(ServerRequest request, ServerResponse response) {
        boolean text = request.headers()
                .value(HeaderNames.CONTENT_TYPE)
                .filter(type -> type.startsWith(TEXT))
                .isPresent();
        if (!text && !WholeBody.isJson(request)) {
            throw Refusal.wrongMediaType(TEXT);
        }
        String block = RequestBody.text(request);
        switch (facts.account().credentials().use(block)) {
            case Outcome.NotUsed(List<String> reasons) ->
                throw Refusal.of(422, "These credentials are not used", String.join(" ", reasons));
            case Outcome.Used used -> {
                facts.feed().refresh();
                Json.send(request, response, 200, AccountJson.of(used));
            }
        }
    }

    public void drop(ServerRequest request, ServerResponse response) {
        facts.account().credentials().drop();
        facts.feed().refresh();
        Answer.send(request, response, Status.NO_CONTENT_204);
    }
}
