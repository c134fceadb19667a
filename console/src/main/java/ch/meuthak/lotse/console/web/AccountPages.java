package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.credentials.CredentialsInUse.Outcome;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** The page about the account, and its form that takes credentials. What is pasted is in no answer and no log. */
final class AccountPages {
    private static final String PAGE = "/account";

    private final ConsoleFacts facts;
    private final Pages pages;

    AccountPages(ConsoleFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    void page(ServerRequest request, ServerResponse response) {
        send(request, response, AccountView.PasteView.NONE);
    }

    /** Tries what was pasted. Waits for AWS, within the deadline of one call. */
    void use(ServerRequest request, ServerResponse response) {
        Outcome outcome =
                facts.account().credentials().use(Form.of(request).text("block").orElse(""));
        switch (outcome) {
            case Outcome.NotUsed(List<String> reasons) ->
                send(request, response, new AccountView.PasteView(reasons, List.of()));
            case Outcome.Used(var _, List<String> notes) -> {
                facts.feed().refresh();
                if (notes.isEmpty()) {
                    Redirect.to(response, PAGE);
                } else {
                    send(request, response, new AccountView.PasteView(List.of(), notes));
                }
            }
        }
    }

    void drop(ServerRequest request, ServerResponse response) {
        facts.account().credentials().drop();
        facts.feed().refresh();
        Redirect.to(response, PAGE);
    }

    private void send(ServerRequest request, ServerResponse response, AccountView.PasteView paste) {
        pages.send(request, response, "account", "account", AccountView.of(facts, paste));
    }
}
