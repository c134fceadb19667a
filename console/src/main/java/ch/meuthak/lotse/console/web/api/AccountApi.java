package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.api.AccountJson;
import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.console.credentials.CredentialsInUse.Outcome;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.request.Refusal;
import ch.meuthak.lotse.console.web.request.RequestBody;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.WholeBody;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** The account and the credentials for scripts. */
public final class AccountApi {
    private static final String TEXT = "text/plain";

    private final ConsoleFacts facts;

    public AccountApi(ConsoleFacts facts) {
        this.facts = facts;
    }

    public void account(ServerRequest request, ServerResponse response) {
        facts.feed().watched();
        var latest = facts.feed().latest();
        var account = AccountJson.of(
                latest,
                facts.feed().lastKnown(),
                facts.account().credentials().access(),
                facts.old().or(() -> latest).map(facts.account()::cost));
        Wire.send(request, response, Status.OK_200, account);
    }

    /** The body is what the form takes: the lab's block or {@code export} lines as text, or the JSON of {@code aws sts}. */
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
                Wire.send(request, response, Status.OK_200, AccountJson.UsedJson.of(used.account(), used.notes()));
            }
        }
    }

    public void drop(ServerRequest request, ServerResponse response) {
        facts.account().credentials().drop();
        facts.feed().refresh();
        Answer.send(request, response, Status.NO_CONTENT_204);
    }
}
