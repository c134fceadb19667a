package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.console.web.access.LoginCodes;
import ch.meuthak.lotse.console.web.access.Sessions;
import ch.meuthak.lotse.console.web.access.WrongTokens;
import ch.meuthak.lotse.console.web.live.EventStreams;
import ch.meuthak.lotse.console.web.login.LoginPages;
import ch.meuthak.lotse.console.web.overview.OverviewView;
import ch.meuthak.lotse.console.web.page.Assets;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.ErrorAnswers;
import ch.meuthak.lotse.console.web.page.LoginView;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.PageFrame;
import ch.meuthak.lotse.console.web.page.Pages;
import ch.meuthak.lotse.console.web.page.Templates;
import java.time.Duration;
import java.util.Optional;

/** The parts of the routes, each created once. */
record ConsoleParts(
        WebSettings settings,
        ConsoleFacts facts,
        ConsoleToken token,
        Sessions sessions,
        LoginCodes loginCodes,
        WrongTokens wrongTokens,
        EventStreams streams,
        Assets assets,
        Templates templates,
        ErrorAnswers errors,
        Pages pages,
        LoginPages login) {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    static ConsoleParts of(WebSettings settings, ConsoleFacts facts, ConsoleToken token) {
        Sessions sessions = new Sessions(facts.clock());
        LoginCodes loginCodes = new LoginCodes(facts.clock());
        WrongTokens wrongTokens = new WrongTokens(facts.clock());
        EventStreams streams = new EventStreams(sessions, facts.feed(), HEARTBEAT);
        Assets assets = new Assets();
        Templates templates = new Templates();
        Pages pages = new Pages(facts, templates, assets);
        return new ConsoleParts(
                settings,
                facts,
                token,
                sessions,
                loginCodes,
                wrongTokens,
                streams,
                assets,
                templates,
                new ErrorAnswers(templates, assets, facts, token),
                pages,
                new LoginPages(pages, sessions, loginCodes, token, wrongTokens, streams));
    }

    /** Renders two pages once, so that the first reader does not wait for the templates to be parsed. */
    void warmUp() {
        PageFrame frame = PageFrame.of(Optional.of(Page.OVERVIEW), "/", "warm-up", assets.urls(), facts);
        templates.page("overview/overview", frame, OverviewView.of(facts));
        templates.page("page/login", frame, new LoginView(false, "", "", ""));
    }
}
