package ch.meuthak.lotse.console.web;

import java.time.Duration;

/** What the routes are made of, each made once. */
record ConsoleParts(
        WebSettings settings,
        ConsoleFacts facts,
        ConsoleToken token,
        Sessions sessions,
        LoginCodes loginCodes,
        WrongTokens wrongTokens,
        EventStreams streams,
        Assets assets,
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
                new ErrorAnswers(templates, assets, facts, token),
                pages,
                new LoginPages(pages, sessions, loginCodes, token, wrongTokens, streams));
    }
}
