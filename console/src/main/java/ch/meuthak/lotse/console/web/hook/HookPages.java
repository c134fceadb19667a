package ch.meuthak.lotse.console.web.hook;

import ch.meuthak.lotse.console.trust.TokenReport;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.Pages;
import ch.meuthak.lotse.console.web.request.Form;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The page about the redeploy hook, and its form that tries a token out. The token is in no answer and no log. */
public final class HookPages {
    private final ConsoleFacts facts;
    private final Pages pages;

    public HookPages(ConsoleFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    public void page(ServerRequest request, ServerResponse response) {
        send(request, response, TokenTestView.empty());
    }

    public void test(ServerRequest request, ServerResponse response) {
        Form form = Form.of(request);
        String body = form.exactly("body").orElse("");
        send(request, response, tested(form.text("token"), body));
    }

    private TokenTestView tested(Optional<String> token, String body) {
        if (token.isEmpty()) {
            return TokenTestView.failed("Paste a token first.", body);
        }
        Optional<byte[]> bound =
                Optional.of(body).filter(text -> !text.isEmpty()).map(text -> text.getBytes(StandardCharsets.UTF_8));
        Optional<TokenReport> report = facts.hook().trust().test(token.get(), bound);
        return report.map(found -> TokenTestView.of(found, body))
                .orElseGet(() -> TokenTestView.failed(
                        "No GitHub repository is trusted, so the test has no settings to compare.", body));
    }

    private void send(ServerRequest request, ServerResponse response, TokenTestView test) {
        pages.send(request, response, Page.HOOK, HookView.of(facts, Pages.rows(request), test));
    }
}
