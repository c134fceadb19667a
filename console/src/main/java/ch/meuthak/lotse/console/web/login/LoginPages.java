package ch.meuthak.lotse.console.web.login;

import ch.meuthak.lotse.console.web.access.Caller;
import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.console.web.access.Cookies;
import ch.meuthak.lotse.console.web.access.LoginCodes;
import ch.meuthak.lotse.console.web.access.Session;
import ch.meuthak.lotse.console.web.access.Sessions;
import ch.meuthak.lotse.console.web.access.WrongTokens;
import ch.meuthak.lotse.console.web.live.EventStreams;
import ch.meuthak.lotse.console.web.page.LoginView;
import ch.meuthak.lotse.console.web.page.Pages;
import ch.meuthak.lotse.console.web.request.Form;
import ch.meuthak.lotse.console.web.request.Paths;
import ch.meuthak.lotse.console.web.request.Redirect;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/**
 * Logging in and out.
 *
 * <p>The login link ({@code GET /login?token=...}) spends nothing, so a program that follows links ahead of the reader does no
 * harm. It moves the code into a cookie and redirects. So no page, history entry or Referer contains the code. The next page
 * has one button, and the button's POST uses the code.
 */
public final class LoginPages {
    private static final int MAX_TOKEN = 300;

    private final Pages pages;
    private final Sessions sessions;
    private final LoginCodes codes;
    private final ConsoleToken token;
    private final WrongTokens wrongTokens;
    private final EventStreams streams;

    public LoginPages(
            Pages pages,
            Sessions sessions,
            LoginCodes codes,
            ConsoleToken token,
            WrongTokens wrongTokens,
            EventStreams streams) {
        this.pages = pages;
        this.sessions = sessions;
        this.codes = codes;
        this.token = token;
        this.wrongTokens = wrongTokens;
        this.streams = streams;
    }

    public void page(ServerRequest request, ServerResponse response) {
        Optional<String> code = request.query().first("token").asOptional();
        if (code.isPresent()) {
            response.header(HeaderNames.create("Referrer-Policy"), "no-referrer");
            if (code.get().length() <= MAX_TOKEN && code.get().matches("[\\x21-\\x7e&&[^;,\"\\\\]]+")) {
                Cookies.setLoginCode(request, response, code.get());
            }
            Redirect.to(response, Paths.LOGIN);
        } else if (Caller.of(request) instanceof Caller.Operator
                && Cookies.loginCodes(request).isEmpty()) {
            Redirect.to(response, "/");
        } else {
            boolean ended = request.query().contains("ended");
            pages.sendBare(
                    request,
                    response,
                    "page/login",
                    LoginView.of(
                            !Cookies.loginCodes(request).isEmpty(),
                            ended ? "You are logged out." : "",
                            request,
                            token));
        }
    }

    public void logIn(ServerRequest request, ServerResponse response) {
        List<String> given = Form.of(request).text("token").map(List::of).orElseGet(() -> Cookies.loginCodes(request));
        Cookies.clearLoginCode(request, response);
        if (given.stream().anyMatch(one -> codes.redeem(one) || token.matches(one))) {
            if (Caller.of(request) instanceof Caller.Operator(Session old)) {
                sessions.end(old);
            }
            Cookies.setSession(request, response, sessions.begin());
            Redirect.to(response, "/");
        } else {
            wrongTokens.count();
            response.status(Status.UNAUTHORIZED_401);
            pages.sendBare(
                    request,
                    response,
                    "page/login",
                    LoginView.of(
                            false,
                            "This link or token is wrong, expired or already used. Get a new one as described below.",
                            request,
                            token));
        }
    }

    public void logOut(ServerRequest request, ServerResponse response) {
        sessions.end(Caller.session(request));
        streams.recheck();
        Cookies.clearSession(request, response);
        Redirect.to(response, Paths.LOGIN + "?ended");
    }
}
