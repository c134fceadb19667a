package ch.meuthak.lotse.console.web.account;

import ch.meuthak.lotse.console.credentials.CredentialsInUse.Outcome;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.Pages;
import ch.meuthak.lotse.console.web.request.Form;
import ch.meuthak.lotse.console.web.request.Redirect;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** The page about the account, and its form that takes credentials. No answer and no log contains the pasted text. */
public final class AccountPages {
    private static final String PAGE = "/account";

    private final ConsoleFacts facts;
    private final Pages pages;

    public AccountPages(ConsoleFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    public void page(ServerRequest request, ServerResponse response) {
        send(request, response, AccountView.PasteView.NONE);
    }

    /** Tests the pasted credentials. Waits for AWS, within the deadline of one call. */
    public void use(ServerRequest request, ServerResponse response) {
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

    public void drop(ServerRequest request, ServerResponse response) {
        facts.account().credentials().drop();
        facts.feed().refresh();
        Redirect.to(response, PAGE);
    }

    private void send(ServerRequest request, ServerResponse response, AccountView.PasteView paste) {
        pages.send(request, response, Page.ACCOUNT, AccountView.of(facts, paste));
    }
}
